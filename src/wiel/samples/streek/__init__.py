"""Streek: ten invented municipalities with 1,300 applications, made anew from a seed as the messy files that they would deliver."""
