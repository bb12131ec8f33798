"""What the exercises of `value_iteration` must do, on small worlds drawn anew for every seed."""

import torch

from autograder import Bound, Rule, Tolerance, check

WHOLE_TABLES = "The tables hold all states at once: write one expression on them, without a Python loop."
RULES = {
    "q_from_v": Rule(because=WHOLE_TABLES, loops=True),
    "v_from_q": Rule(because=WHOLE_TABLES, loops=True),
    "bellman_optimality": Rule(because=WHOLE_TABLES, loops=True),
    "greedy_policy": Rule(because=WHOLE_TABLES, loops=True),
}


def random_world(impl, draw, S=4, A=2, gamma=0.8, ends=1):
    """A process in which every state may follow every other, with `ends` terminal states at random places."""
    last = draw.permutation(S)[:ends]
    chances = draw.uniform(0.1, 1.0, S, A, S) ** 2
    chances[:, :, last] *= 0.2
    chances[last] = 0
    chances[last, :, last] = 1
    rewards = draw.normal(S, A)
    rewards[last] = 0
    terminal = torch.zeros(S, dtype=torch.bool)
    terminal[last] = True
    return impl.MDP(chances / chances.sum(2, keepdim=True), rewards, gamma, terminal)


def corridor(impl, length, gamma):
    """States in a row, the first one terminal; action 0 steps towards it, action 1 away from it; a step costs 1."""
    here = torch.arange(length)
    chances = torch.zeros(length, 2, length, dtype=torch.float64)
    chances[here, 0, (here - 1).clamp(min=0)] = 1
    chances[here, 1, (here + 1).clamp(max=length - 1)] = 1
    chances[0, :, :2] = torch.tensor([1.0, 0.0])
    rewards = -torch.ones(length, 2, dtype=torch.float64)
    rewards[0] = 0
    return impl.MDP(chances, rewards, gamma, here == 0)


def random_policy(draw, S, A):
    """A probability for every action in every state, none of them small or equal to another."""
    weights = draw.uniform(0.1, 1.0, S, A)
    return weights / weights.sum(1, keepdim=True)


def tables(mdp):
    """The tables of a process, to see that a call left them as they were."""
    return {"P afterwards": mdp.P.clone(), "R afterwards": mdp.R.clone()}


def described(world):
    """A grid world: where each action most probably leads, how probably, and what it earns."""
    return {
        "likeliest next state of each action": world.P.argmax(2),
        "its probability": world.P.amax(2),
        "terminal": world.terminal,
        "R": world.R,
        "gamma": world.gamma,
    }


def squares(draw, rows, columns, count):
    """Different squares as (row, column), counted from 1."""
    chosen = draw.permutation(rows * columns)[:count].tolist()
    return [(k // columns + 1, k % columns + 1) for k in chosen]


def off_the_diagonal(draw, rows, columns, count):
    """Like `squares`, but none that stays where it is when row and column are exchanged."""
    return [(i, j) for i, j in squares(draw, rows, columns, rows * columns) if i != j][:count]


@check("discounted_return", points=1)
def later_rewards_count_less(impl, draw):
    """The first reward counts fully, the next γ times, the next γ² times; for 1, 2 and 6 rewards."""
    rewards, gamma = draw.normal(6), float(draw.uniform(0.5, 0.95))
    return {f"{T} rewards": impl.discounted_return(rewards[:T], gamma) for T in (1, 2, 6)}


@check("returns_to_go", points=2)
def every_step_has_its_own_return(impl, draw):
    """Entry t is the return of the rewards from step t on; the last entry is the last reward."""
    rewards, gamma = draw.normal(6), float(draw.uniform(0.5, 0.95))
    return {f"{T} rewards": impl.returns_to_go(rewards[:T], gamma) for T in (1, 2, 6)}


@check("gridworld", points=3)
def moves_lead_to_the_neighbours(impl, draw):
    """A grid that is not square, without slipping: ←, →, ↑, ↓ lead one square on, or nowhere at a wall.

    Size, terminals, reward and γ are drawn.
    """
    rows, columns = draw.choice([(2, 5), (3, 5), (5, 3), (4, 2)])
    side = min(rows, columns)
    ends = off_the_diagonal(draw, side, side, 2)
    reward, gamma = -float(draw.uniform(0.2, 3)), float(draw.uniform(0.5, 0.99))
    return described(impl.gridworld((rows, columns), terminals=ends, reward=reward, gamma=gamma))


@check("gridworld", points=1)
def lecture_grid_is_the_default(impl, draw):
    """Without further arguments the grid is 5 × 5, a step costs 1 and γ is 0.9; a single number means a square."""
    default = described(impl.gridworld(terminals=squares(draw, 5, 5, 2)))
    small = described(impl.gridworld(3, terminals=squares(draw, 3, 3, 1), gamma=1.0))
    return {f"default, {k}": v for k, v in default.items()} | {f"n = 3, {k}": v for k, v in small.items()}


@check("gridworld", points=2, after=moves_lead_to_the_neighbours)
def slipping_goes_sideways(impl, draw):
    """With probability slip / 2 each the agent goes to either side of where it wanted to go, never back.

    What ends in the same square adds up, walls included.
    """
    rows, columns = draw.choice([(3, 4), (4, 3)])
    ends = squares(draw, rows, columns, 1)
    made = impl.gridworld((rows, columns), terminals=ends, slip=float(draw.uniform(0.1, 0.6)))
    return described(made) | {"P": made.P}


@check("q_from_v", points=2)
def looks_one_step_ahead(impl, draw):
    """q(s, a) is the reward of the step plus γ times the mean value of what follows, for 5 states and 3 actions."""
    mdp = random_world(impl, draw, 5, 3)
    v = draw.normal(5)
    v[mdp.terminal] = 0
    return {"q": impl.q_from_v(mdp, v)} | tables(mdp)


@check("v_from_q", points=1)
def weighs_actions_by_the_policy(impl, draw):
    """v(s) is the mean of q(s, ·) under the policy in s, for 5 states and 3 actions."""
    return {"v": impl.v_from_q(draw.normal(5, 3), random_policy(draw, 5, 3))}


@check("policy_evaluation_exact", points=2)
def solves_for_the_value_of_a_policy(impl, draw):
    """The value of a random policy in a world of 6 states, 2 of them terminal, with γ = 0.8."""
    mdp = random_world(impl, draw, 6, 3, ends=2)
    return {"v": impl.policy_evaluation_exact(mdp, random_policy(draw, 6, 3))} | tables(mdp)


@check("policy_evaluation_exact", points=1)
def needs_no_discount(impl, draw):
    """With γ = 1 the system is solved as well, because terminal states stay out of it."""
    mdp = random_world(impl, draw, 5, 2, gamma=1.0)
    return {"v": impl.policy_evaluation_exact(mdp, random_policy(draw, 5, 2))}


@check("policy_evaluation", points=2)
def sweeps_average_over_the_policy(impl, draw):
    """The values after 1, 2, 3 and 4 sweeps, each of them computed from the sweep before."""
    mdp, pi = random_world(impl, draw, 5, 3), random_policy(draw, 5, 3)
    sweeps = {f"after {k} sweeps": impl.policy_evaluation(mdp, pi, 0.0, k) for k in (1, 2, 3, 4)}
    return sweeps | tables(mdp)


@check("policy_evaluation", points=2, after=sweeps_average_over_the_policy)
def evaluation_stops_when_it_may(impl, draw):
    """With γ = 0.95 and tol = 0.001 the values are those of the sweep at which the rule says stop, not others."""
    mdp = random_world(impl, draw, 8, 2, gamma=0.95, ends=3)
    return {"v": impl.policy_evaluation(mdp, random_policy(draw, 8, 2), tol=1e-3)}


@check("bellman_optimality", points=3)
def one_sweep_takes_the_best_next_action(impl, draw):
    """The new table of a world with 5 states and 3 actions, from a table of random numbers."""
    mdp, q = random_world(impl, draw, 5, 3), draw.normal(5, 3)
    q[mdp.terminal] = 0
    return {"new q": impl.bellman_optimality(mdp, q)} | tables(mdp)


@check("value_iteration", points=3)
def every_iterate_is_the_textbooks(impl, draw):
    """4 states, 2 actions, γ = 0.8: q after 1, 2, 3 and 4 sweeps, from q = 0."""
    mdp = random_world(impl, draw)
    runs = [impl.value_iteration(mdp, 0.0, k) for k in (1, 2, 3, 4)]
    seen = {f"q after {k} sweeps": q for k, (q, _, _) in enumerate(runs, start=1)}
    return seen | {"numbers of sweeps": [n for _, n, _ in runs]} | tables(mdp)


@check("value_iteration", points=2, after=every_iterate_is_the_textbooks)
def stops_when_the_error_is_small_enough(impl, draw):
    """8 states, γ = 0.95, tol = 0.001: the residual of every sweep, how many there are, and q at the end."""
    mdp = random_world(impl, draw, 8, 2, gamma=0.95, ends=3)
    q, sweeps, residuals = impl.value_iteration(mdp, tol=1e-3)
    return {"sweeps": sweeps, "residuals": residuals[:50], "q": q}


@check("value_iteration", points=1, after=every_iterate_is_the_textbooks)
def distances_come_out_of_a_corridor(impl, draw):
    """With γ = 1 and a cost of 1 per step, −max q is the number of steps to the end of a corridor.

    For L squares v is right after L − 1 sweeps, q after L, and the sweep after that notices it.
    """
    length = int(draw.integers(9, 16))
    q, sweeps, residuals = impl.value_iteration(corridor(impl, length, 1.0))
    return {"q": q, "sweeps": sweeps, "residuals": residuals[:50]}


def tied(draw, S, A):
    """Values with two best actions in most states, equal or 1e-12 apart; the last two states have only one.

    There the second is 0.0001 below the best, at a height of 300.
    """
    q = torch.stack([draw.permutation(A) for _ in range(S)]).double() - draw.integers(0, 9, S, 1)
    for s in range(S):
        best, second = draw.permutation(A)[:2].tolist()
        q[s, best] = A + s if s < S - 2 else 300.0
        q[s, second] = q[s, best] - (0.0, 1e-12)[s % 2] * (s < S - 2) - 1e-4 * (s >= S - 2)
    return q


@check("greedy_policy", points=2)
def ties_share_the_probability(impl, draw):
    """All actions within 1e-9 of the best one have the same probability, all others have none."""
    return {"pi": impl.greedy_policy(tied(draw, 6, 4))}


@check("optimal_actions", points=2)
def names_every_best_action(impl, draw):
    """For every state the set of all actions within 1e-9 of the best one."""
    found = impl.optimal_actions(tied(draw, 6, 4))
    return {
        "actions": [sorted(actions) for actions in found],
        "kinds": sorted({type(actions).__name__ for actions in found}),
        "entries": sorted({type(a).__name__ for actions in found for a in actions}),
    }


@check("contraction_ratios", points=1)
def ratios_compare_neighbours(impl, draw):
    """Every residual is divided by the one before it: n residuals have n − 1 ratios."""
    residuals = (draw.uniform(0.3, 0.9, 6).cumprod(0) * 5).tolist()
    return {"ratios": impl.contraction_ratios(residuals)}


SWEPT = Tolerance(
    1e-7,
    1e-7,
    "evaluating by sweeps down to 1e-10 is right too, and leaves an error of up to 1e-8 in the values",
)


@check("policy_iteration", points=3, tolerance=SWEPT)
def improves_until_nothing_is_better(impl, draw):
    """7 states, 4 actions, γ = 0.9: the best policy outside the terminal state, and its values."""
    mdp = random_world(impl, draw, 7, 4, gamma=0.9)
    pi, v = impl.policy_iteration(mdp)
    return {"policy": pi[~mdp.terminal], "values": v, "sum of every row": pi.sum(-1)} | tables(mdp)


def one_way(impl, draw, S):
    """A world without chance: in state `path[k]` the policy's action leads to `path[k + 1]`, the others elsewhere."""
    path = draw.permutation(S)
    choice = draw.integers(0, 3, S)
    follows = draw.integers(0, S, S, 3)
    follows[path[:-1], choice[path[:-1]]] = path[1:]
    follows[path[-1]] = path[-1]
    rewards = draw.normal(S, 3)
    rewards[path[-1]] = 0
    eye = torch.eye(max(S, 3), dtype=torch.float64)
    mdp = impl.MDP(eye[follows][:, :, :S], rewards, 0.9, torch.arange(S) == path[-1])
    return mdp, eye[choice][:, :3], path.tolist()


@check("simulate", points=2)
def walks_where_only_one_thing_can_happen(impl, draw):
    """Without chance every episode is known: from the start, from the middle, from the end, and cut short."""
    mdp, pi, path = one_way(impl, draw, 7)
    seen = {}
    for name, start, limit in (("start", 0, 100), ("middle", 3, 100), ("end", 6, 100), ("cut short", 1, 2)):
        walk = impl.simulate(mdp, pi, path[start], draw.generator(), max_steps=limit)
        seen |= {f"{name}, {k}": x for k, x in zip(("states", "actions", "rewards"), walk, strict=True)}
    return seen


RUNS = 2500
SHARE = Bound(
    high=0.07,
    reason="2500 runs leave a standard error of 0.01 at most, seven of them below; mistakes are 0.11 and more off",
)


@check(
    "simulate",
    points=2,
    seeds=1,
    after=walks_where_only_one_thing_can_happen,
    bounds={"largest deviation": SHARE},
)
def chances_are_those_of_policy_and_process(impl, draw):
    """How often each pair of action and next state comes up in 2500 single steps from one state."""
    follow, share = draw.uniform(0.77, 0.8, 2), float(draw.uniform(0.7, 0.75))
    chances = torch.zeros(3, 2, 3, dtype=torch.float64)
    chances[0, 0, 1:] = torch.stack([follow[0], 1 - follow[0]])
    chances[0, 1, 1:] = torch.stack([1 - follow[1], follow[1]])
    chances[1, :, 1] = chances[2, :, 2] = 1
    rewards = torch.zeros(3, 2, dtype=torch.float64)
    rewards[0] = draw.normal(2)
    mdp = impl.MDP(chances, rewards, 0.9, torch.tensor([False, True, True]))
    pi = torch.tensor([[share, 1 - share]] * 3, dtype=torch.float64)
    generator, counts = draw.generator(), torch.zeros(2, 3, dtype=torch.float64)
    for _ in range(RUNS):
        states, actions, _ = impl.simulate(mdp, pi, 0, generator, max_steps=4)
        counts[int(actions[0]), int(states[1])] += 1
    return {"largest deviation": (counts / RUNS - pi[0].unsqueeze(1) * chances[0]).abs().max()}
