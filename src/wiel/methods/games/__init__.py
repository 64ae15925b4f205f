"""Cooperative games, claims and shared facilities: who pays which part of a joint cost.

Every algorithm and its identifier is described in ``docs/algorithms/games.md``.
"""

from wiel.methods.games.airport import airport_game, airport_nucleolus, airport_shares, serial_shares
from wiel.methods.games.certificate import Certificate, certify
from wiel.methods.games.claims import claims_game, equal_awards, equal_losses, proportional_awards, talmud
from wiel.methods.games.excess import Complaint, complaints, excesses
from wiel.methods.games.game import Game, Kind, game_of, savings
from wiel.methods.games.generated import Generated, generated_nucleolus
from wiel.methods.games.keys import equal, equal_non_separable, moriarty, proportional, separable_remaining, tau
from wiel.methods.games.lexicographic import LeastCore, Nucleolus, least_core, nucleolus, prenucleolus
from wiel.methods.games.marginal import aumann_dreze, banzhaf, banzhaf_shares, owen, shapley, weighted_shapley
from wiel.methods.games.properties import Property, convex, monotone, superadditive
from wiel.methods.games.sampling import Sampled, sampled_shapley
from wiel.methods.games.vertices import core_vertices

__all__ = [
    "Certificate",
    "Complaint",
    "Game",
    "Generated",
    "Kind",
    "LeastCore",
    "Nucleolus",
    "Property",
    "Sampled",
    "airport_game",
    "airport_nucleolus",
    "airport_shares",
    "aumann_dreze",
    "banzhaf",
    "banzhaf_shares",
    "certify",
    "claims_game",
    "complaints",
    "convex",
    "core_vertices",
    "equal",
    "equal_awards",
    "equal_losses",
    "equal_non_separable",
    "excesses",
    "game_of",
    "generated_nucleolus",
    "least_core",
    "monotone",
    "moriarty",
    "nucleolus",
    "owen",
    "prenucleolus",
    "proportional",
    "proportional_awards",
    "sampled_shapley",
    "savings",
    "separable_remaining",
    "serial_shares",
    "shapley",
    "superadditive",
    "talmud",
    "tau",
    "weighted_shapley",
]
