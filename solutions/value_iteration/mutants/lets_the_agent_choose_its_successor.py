"""The best *state* is taken as if the agent could choose where it ends up. The maximum is over actions; chance
chooses the state."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * torch.where(mdp.P > 0, q.amax(1), q.min()).amax(2)
