from wiel.exchange.archimate.drawing.routes import Routes, border, halfway
from wiel.exchange.archimate.model import Connection, Node, Point, View

LEFT = Node("a", x=0, y=0, width=100, height=50)
RIGHT = Node("b", x=200, y=0, width=100, height=50)


def route(*connections, nodes=(LEFT, RIGHT)):
    return Routes.of(View("v", nodes=nodes, connections=connections)).route(connections[-1])


def test_a_straight_line_runs_from_border_to_border():
    """Between two boxes beside each other: from the right side of the one to the left side of the other."""
    assert route(Connection("c", source="a", target="b")) == ((100, 25), (200, 25))


def test_bend_points_decide_where_a_line_leaves():
    """The line leaves towards its first bend and arrives from its last."""
    bent = Connection("c", source="a", target="b", bendpoints=(Point(50, 100), Point(250, 100)))
    assert route(bent) == ((50, 50), (50, 100), (250, 100), (250, 50))


def test_attachments_of_the_model_are_kept():
    """A place on the border that the model gives is used as it is."""
    attached = Connection("c", source="a", target="b", source_attachment=Point(100, 10), target_attachment=Point(200, 40))
    assert route(attached) == ((100, 10), (200, 40))


def test_a_line_may_end_on_a_line():
    """It arrives halfway along the other line."""
    first = Connection("c", source="a", target="b")
    note = Node("n", x=140, y=100, width=20, height=20)
    assert route(first, Connection("d", "Line", "n", "c"), nodes=(LEFT, RIGHT, note))[-1] == (150, 25)


def test_lines_that_end_on_each_other_are_not_drawn():
    """A ring of lines has no place to begin."""
    ring = Connection("c", "Line", "d", "d"), Connection("d", "Line", "c", "c")
    assert route(*ring) is None


def test_a_line_to_its_own_box_goes_round_the_corner():
    """A relationship of an element with itself can be seen."""
    assert len(route(Connection("c", source="a", target="a"))) == 5


def test_a_line_without_an_end_is_not_drawn():
    """A box that does not exist has no border."""
    assert route(Connection("c", source="a", target="weg")) is None


def test_the_middle_of_a_box_has_no_border():
    """Towards its own middle there is no direction."""
    assert border(LEFT, (50, 25)) == (50, 25)


def test_halfway_counts_along_the_line():
    """Halfway along two pieces of which the second is longer."""
    assert halfway(((0, 0), (10, 0), (10, 30))) == (10, 10)
