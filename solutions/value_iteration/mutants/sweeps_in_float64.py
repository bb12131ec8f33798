"""The result is float64 though the tables are float32."""

KILLED_BY = ("sweep_with_as_many_states_as_actions",)


def bellman_optimality(mdp, q):
    return mdp.R.double() + mdp.gamma * (mdp.P.double() @ q.double().amax(1))
