"""Everything is computed in float64 and stays float64, though the tables are float32."""

KILLED_BY = ("looks_ahead_with_as_many_states_as_actions",)


def q_from_v(mdp, v):
    return mdp.R.double() + mdp.gamma * (mdp.P.double() @ v.double())
