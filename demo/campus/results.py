"""Results: the share of correct answers, computed for many users at once."""

from collections import Counter

from demo.campus.blocks import read_problem
from demo.campus.content import outline
from demo.campus.models import BlockState, Course


def shares(course: Course, user_ids, within=None) -> dict[int, float]:
    """Return the share of problems answered correctly, by user id, in the whole course or in one node of it. Users
    without an answer are missing."""
    problems = {
        str(course.id.make_usage_key(node.tag, node.name)): read_problem(node.markup)[1]
        for node in (within or outline(course.content).root).walk()
        if node.tag == "problem"
    }
    answers = BlockState.objects.filter(course=course, user_id__in=list(user_ids), field="answer", block__in=problems)
    right: Counter = Counter()
    for user_id, block, answer in answers.values_list("user_id", "block", "value"):
        right[user_id] += problems[block][answer][1]
    return {user_id: count / len(problems) for user_id, count in right.items()}
