"""These sums look back, over the rewards that have been paid. A return looks ahead: begin at the end."""

KILLED_BY = ("every_step_has_its_own_return", "returns_stay_right_over_long_episodes")


def returns_to_go(rewards, gamma):
    returns, so_far = torch.zeros_like(rewards), 0.0
    for t in range(len(rewards)):
        so_far = rewards[t] + gamma * so_far
        returns[t] = so_far
    return returns
