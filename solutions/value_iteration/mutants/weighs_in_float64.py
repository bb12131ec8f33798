"""The result is float64 though the tables are float32."""

KILLED_BY = ("weighs_with_as_many_states_as_actions",)


def v_from_q(q, pi):
    return (pi.double() * q).sum(1)
