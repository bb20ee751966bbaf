from index.comparison.stories.identities import grown

BEFORE = {"a": "s1", "b": "s1", "c": "s1", "d": "s2", "e": "s2"}
MEMBERS = {"s1": ["a", "b", "c"], "s2": ["d", "e"]}


def test_an_article_that_arrives_joins_the_story_that_most_of_its_neighbours_are_in() -> None:
    assert grown([("a", "b", "new"), ("c",), ("d", "e")], ["new"], BEFORE, MEMBERS) == [("a", "b", "c", "new")]


def test_a_story_is_not_torn_apart_by_what_arrives_near_it() -> None:
    assert grown([("a", "new"), ("b",), ("c",)], ["new"], BEFORE, MEMBERS) == [("new",)]


def test_one_that_arrives_can_bring_two_stories_together() -> None:
    found = grown([("a", "b", "d", "e", "new"), ("c",)], ["new"], BEFORE, MEMBERS)
    assert found == [("a", "b", "c", "d", "e", "new")]


def test_members_that_were_not_looked_at_go_with_their_story() -> None:
    assert grown([("a", "new")], ["new"], BEFORE, {"s1": ["a", "b", "c"]}) == [("a", "b", "c", "new")]


def test_an_article_that_changed_leaves_its_story_which_stays() -> None:
    found = grown([("a", "b"), ("c",), ("d", "e")], ["c"], BEFORE, MEMBERS)
    assert sorted(found) == [("a", "b"), ("c",)]


def test_two_that_arrive_together_can_be_a_story_of_their_own() -> None:
    assert grown([("a", "b", "c"), ("m", "n")], ["m", "n"], BEFORE, {"s1": ["a", "b", "c"]}) == [("m", "n")]
