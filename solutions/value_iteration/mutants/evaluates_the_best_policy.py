"""These are the values of the best policy, not of the one that was given."""

KILLED_BY = (
    "solves_for_the_value_of_a_policy",
    "needs_no_discount",
    "aimless_walks_have_known_values",
    "exact_values_at_the_ends_of_gamma",
)


def policy_evaluation_exact(mdp, pi):
    q = torch.zeros_like(mdp.R)
    for _ in range(3000):
        q = mdp.R + mdp.gamma * (mdp.P @ q.amax(1))
    return q.amax(1)
