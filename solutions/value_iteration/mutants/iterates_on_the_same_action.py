"""The next state is valued with the same action again. Take the best one there."""

KILLED_BY = (
    "every_iterate_is_the_textbooks",
    "stops_when_the_error_is_small_enough",
    "distances_come_out_of_a_corridor",
    "grid_values_follow_the_distance",
    "iteration_ends_at_the_ends_of_gamma",
    "iteration_sweeps_whole_tables",
    "large_grids_take_as_many_sweeps_as_they_need",
)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R + mdp.gamma * torch.einsum("sat,ta->sa", mdp.P, q)
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
