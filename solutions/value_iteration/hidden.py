"""The checks only the judge has: worlds with as many states as actions, real grids, the ends of γ, other dtypes."""

import math

import torch

from autograder import Bound, Tolerance, check


def world(impl, draw, S, A, gamma, dtype=torch.float64):
    """A process whose last state is terminal; an action may lead to the next state and to two others."""
    chances = torch.zeros(S, A, S, dtype=torch.float64)
    for s in range(S - 1):
        for a in range(A):
            places = [s + 1, *draw.permutation(S)[:2].tolist()]
            for place, share in zip(places, (0.5, 0.3, 0.2), strict=True):
                chances[s, a, place] += share
    chances[-1, :, -1] = 1
    rewards = draw.normal(S, A)
    rewards[-1] = 0
    return impl.MDP(chances.to(dtype), rewards.to(dtype), gamma, torch.arange(S) == S - 1)


def lattice(impl, rows, columns, ends, gamma, slip=0.0):
    """A grid world built square by square, for checks of everything but `gridworld`."""
    directions = ((0, -1), (0, 1), (-1, 0), (1, 0))
    S = rows * columns
    chances, rewards = torch.zeros(S, 4, S, dtype=torch.float64), -torch.ones(S, 4, dtype=torch.float64)
    terminal = torch.tensor([(s // columns, s % columns) in ends for s in range(S)])
    for s in range(S):
        for a in range(4):
            sides = (2, 3) if a < 2 else (0, 1)
            for b, share in ((a, 1 - slip), (sides[0], slip / 2), (sides[1], slip / 2)):
                row, column = s // columns + directions[b][0], s % columns + directions[b][1]
                inside = 0 <= row < rows and 0 <= column < columns and not terminal[s]
                chances[s, a, row * columns + column if inside else s] += share
    rewards[terminal] = 0
    return impl.MDP(chances, rewards, gamma, terminal)


def policy_of(draw, S, A):
    """A probability for every action in every state."""
    weights = draw.uniform(0.2, 1.0, S, A)
    return weights / weights.sum(1, keepdim=True)


def corners(draw, rows, columns):
    """Two opposite corners as (row, column), counted from 0."""
    return draw.choice([[(0, 0), (rows - 1, columns - 1)], [(0, columns - 1), (rows - 1, 0)]])


@check("discounted_return", points=1)
def gamma_may_be_zero_or_one(impl, draw):
    """γ = 0 leaves the first reward, γ = 1 the sum, no rewards nothing; in float32, too."""
    rewards = draw.normal(7)
    return {
        "gamma 0": impl.discounted_return(rewards, 0.0),
        "gamma 1": impl.discounted_return(rewards, 1.0),
        "no rewards": impl.discounted_return(rewards[:0], 0.9),
        "long": impl.discounted_return(draw.normal(3000), 0.999),
        "float32": impl.discounted_return(rewards.float(), 0.75),
    }


@check("returns_to_go", points=2)
def returns_stay_right_over_long_episodes(impl, draw):
    """3000 rewards with γ = 0.5 and 0.99, the ends of γ, an empty episode, float32."""
    rewards = draw.normal(7)
    return {
        "gamma 0": impl.returns_to_go(rewards, 0.0),
        "gamma 1": impl.returns_to_go(rewards, 1.0),
        "no rewards": impl.returns_to_go(rewards[:0], 0.9),
        "long": impl.returns_to_go(draw.normal(3000), 0.99),
        "long and impatient": impl.returns_to_go(draw.normal(3000), 0.5),
        "float32": impl.returns_to_go(rewards.float(), 0.75),
    }


@check("gridworld", points=2)
def narrow_grids_keep_their_bounces(impl, draw):
    """Grids of one row, of one column and of 2 × 2, with slipping: several outcomes end in one square."""
    slip = float(draw.uniform(0.1, 0.9))
    seen = {}
    for rows, columns in ((1, 4), (4, 1), (2, 2)):
        i, j = int(draw.integers(1, rows + 1)), int(draw.integers(1, columns + 1))
        made = impl.gridworld((rows, columns), terminals=[(i, j)], reward=0.7, gamma=1.0, slip=slip)
        name = f"{rows} × {columns}"
        seen |= {f"{name}, R": made.R, f"{name}, P": made.P, f"{name}, terminal": made.terminal}
    return seen


@check("gridworld", points=1)
def every_terminal_absorbs(impl, draw):
    """No terminal at all, many of them, one of them named twice; slip = 1 never goes straight on."""
    places = [(k // 4 + 1, k % 4 + 1) for k in draw.permutation(12)[:5].tolist()]
    seen = {}
    for name, ends, slip in (("none", [], 0.0), ("many", places, 0.3), ("twice", places[:1] * 2, 1.0)):
        made = impl.gridworld((3, 4), terminals=ends, slip=slip)
        seen |= {f"{name}, terminal": made.terminal, f"{name}, R": made.R, f"{name}, P": made.P}
    return seen


@check("gridworld", points=1)
def squares_outside_are_refused(impl, draw):
    """A terminal in row 0 or beyond the last column raises ValueError, whatever stands beside it."""
    rows, columns = int(draw.integers(2, 5)), int(draw.integers(5, 8))
    seen = {}
    for place in ((0, 1), (1, 0), (rows + 1, 1), (1, columns + 1), (columns, 1), (rows, columns)):
        try:
            seen[f"terminal at {place}"] = impl.gridworld((rows, columns), terminals=[(1, 2), place]).terminal
        except NotImplementedError:
            raise
        except Exception as error:
            seen[f"terminal at {place}"] = type(error).__name__
    return seen


@check("q_from_v", points=2)
def looks_ahead_with_as_many_states_as_actions(impl, draw):
    """4 states and 4 actions, where a wrong axis still fits; γ = 0 and γ = 1; a single action; float32."""
    v = draw.normal(4)
    v[-1] = 0
    seen = {f"gamma {g}": impl.q_from_v(world(impl, draw, 4, 4, g), v) for g in (0.7, 0.0, 1.0)}
    single = world(impl, draw, 4, 4, 0.7, torch.float32)
    return seen | {
        "one action": impl.q_from_v(world(impl, draw, 4, 1, 0.7), v),
        "float32": impl.q_from_v(single, v.float()),
    }


@check("v_from_q", points=1)
def weighs_with_as_many_states_as_actions(impl, draw):
    """4 states and 4 actions, certain policies, a single action, float32."""
    q, pi = draw.normal(4, 4), policy_of(draw, 4, 4)
    certain = torch.eye(4, dtype=torch.float64)[draw.integers(0, 4, 4)]
    return {
        "square": impl.v_from_q(q, pi),
        "certain": impl.v_from_q(q, certain),
        "one action": impl.v_from_q(q[:, :1], torch.ones(4, 1, dtype=torch.float64)),
        "float32": impl.v_from_q(q.float(), pi.float()),
    }


@check("policy_evaluation_exact", points=2)
def aimless_walks_have_known_values(impl, draw):
    """The uniform policy with γ = 1 on 4 × 4 and 5 × 5 grids with opposite corners terminal."""
    seen = {}
    for n in (4, 5):
        grid = lattice(impl, n, n, corners(draw, n, n), 1.0)
        v = impl.policy_evaluation_exact(grid, torch.full((n * n, 4), 0.25, dtype=torch.float64))
        seen[f"{n} × {n}"] = v.reshape(n, n)
    return seen


@check("policy_evaluation_exact", points=1)
def exact_values_at_the_ends_of_gamma(impl, draw):
    """γ = 0, γ = 0.999, a certain policy, as many states as actions, everything terminal, float32."""
    pi = policy_of(draw, 4, 4)
    certain = torch.eye(4, dtype=torch.float64)[draw.integers(0, 4, 4)]
    seen = {f"gamma {g}": impl.policy_evaluation_exact(world(impl, draw, 4, 4, g), pi) for g in (0.0, 0.999)}
    stuck = impl.MDP(
        torch.eye(3, dtype=torch.float64).unsqueeze(1).repeat(1, 2, 1),
        torch.zeros(3, 2, dtype=torch.float64),
        1.0,
        torch.ones(3, dtype=torch.bool),
    )
    return seen | {
        "certain": impl.policy_evaluation_exact(world(impl, draw, 4, 4, 0.9), certain),
        "all terminal": impl.policy_evaluation_exact(stuck, pi[:3, :2] * 0 + 0.5),
        "float32": impl.policy_evaluation_exact(world(impl, draw, 4, 4, 0.5, torch.float32), pi.float()),
    }


@check("policy_evaluation", points=2)
def evaluation_ends_at_the_ends_of_gamma(impl, draw):
    """γ = 0 and γ = 1 with a coarse tolerance, defaults, a limit of 3 sweeps, float32."""
    pi = policy_of(draw, 5, 3)
    float32 = world(impl, draw, 5, 3, 0.5, torch.float32)
    return (
        {
            "gamma 0": impl.policy_evaluation(world(impl, draw, 5, 3, 0.0), pi),
            "gamma 1": impl.policy_evaluation(world(impl, draw, 5, 3, 1.0), pi, tol=1e-3),
            "defaults": impl.policy_evaluation(world(impl, draw, 5, 3, 0.9), pi),
            "three sweeps": impl.policy_evaluation(world(impl, draw, 5, 3, 0.9), pi, max_iter=3),
        }
        | {
            f"gamma 0.5, tol {tol}": impl.policy_evaluation(world(impl, draw, 5, 3, 0.5), pi, tol)
            for tol in (1e-3, 1e-4, 1e-5)
        }
        | {
            "float32": impl.policy_evaluation(float32, pi.float(), 0.0, 6),
        }
    )


WALKED = Tolerance(
    1e-7, 1e-7, "at changes of 1e-10 rounding may cost a sweep more or less; mistakes are 0.009 off"
)


@check("policy_evaluation", points=1, tolerance=WALKED)
def sweeps_reach_the_value_of_aimless_walks(impl, draw):
    """The uniform policy on a 4 × 4 grid with γ = 1, and on a slippery one of 3 × 5 with γ = 0.99."""
    square = lattice(impl, 4, 4, corners(draw, 4, 4), 1.0)
    oblong = lattice(impl, 3, 5, corners(draw, 3, 5), 0.99, slip=0.3)
    uniform = torch.full((16, 4), 0.25, dtype=torch.float64)
    return {
        "4 × 4": impl.policy_evaluation(square, uniform).reshape(4, 4),
        "3 × 5": impl.policy_evaluation(oblong, uniform[:15]).reshape(3, 5),
    }


@check("policy_evaluation", points=1, vectorised=True)
def evaluation_sweeps_whole_tables(impl, draw):
    """Five sweeps need as many tensor operations in a world of 40 states as in one of 4."""
    return {
        f"{S} states": impl.policy_evaluation(world(impl, draw, S, 3, 0.9), policy_of(draw, S, 3), 0.0, 5)
        for S in (4, 40)
    }


@check("bellman_optimality", points=2)
def sweep_with_as_many_states_as_actions(impl, draw):
    """4 states and 4 actions, γ = 0 and γ = 1, a single action, only negative values, float32."""
    q = draw.normal(4, 4)
    q[-1] = 0
    seen = {f"gamma {g}": impl.bellman_optimality(world(impl, draw, 4, 4, g), q) for g in (0.7, 0.0, 1.0)}
    single = world(impl, draw, 4, 4, 0.7, torch.float32)
    return seen | {
        "one action": impl.bellman_optimality(world(impl, draw, 4, 1, 0.7), q[:, :1]),
        "negative": impl.bellman_optimality(
            world(impl, draw, 4, 4, 0.7), -q.abs() - q[:3].abs().sum() * (q != 0)
        ),
        "float32": impl.bellman_optimality(single, q.float()),
    }


@check("value_iteration", points=2)
def grid_values_follow_the_distance(impl, draw):
    """A deterministic 4 × 5 grid: after k sweeps the value is that of min(k, distance) steps, for k = 1 … 6.

    With γ = 1 it is the distance itself.
    """
    ends = corners(draw, 4, 5)
    gamma = float(draw.uniform(0.8, 0.95))
    grid = lattice(impl, 4, 5, ends, gamma)
    sweeps = {
        f"after {k} sweeps": impl.value_iteration(grid, 0.0, k)[0].amax(1).reshape(4, 5) for k in range(1, 7)
    }
    q, count, residuals = impl.value_iteration(lattice(impl, 4, 5, ends, 1.0))
    return sweeps | {"gamma 1": q, "gamma 1, sweeps": count, "gamma 1, residuals": residuals[:50]}


@check("value_iteration", points=2)
def iteration_ends_at_the_ends_of_gamma(impl, draw):
    """γ = 0 (with and without rewards), γ = 1 with a coarse tolerance, a limit of 3 sweeps, float32."""
    seen = {}
    zero = world(impl, draw, 4, 4, 0.0)
    cases = {
        "gamma 0": (zero, 1e-3, 50),
        "gamma 0, no rewards": (impl.MDP(zero.P, zero.R * 0, 0.0, zero.terminal), 1e-3, 50),
        "gamma 1": (lattice(impl, 3, 4, corners(draw, 3, 4), 1.0, slip=0.4), 1e-3, 10_000),
        "gamma 0.5": (world(impl, draw, 4, 4, 0.5), 1e-4, 10_000),
        "three sweeps": (world(impl, draw, 4, 4, 0.9), 1e-10, 3),
        "float32": (world(impl, draw, 4, 4, 0.5, torch.float32), 0.0, 6),
    }
    for name, (mdp, tol, limit) in cases.items():
        q, sweeps, residuals = impl.value_iteration(mdp, tol, limit)
        seen |= {f"{name}, sweeps": sweeps, f"{name}, q": q, f"{name}, residuals": residuals[:50]}
    return seen


@check("value_iteration", points=1, vectorised=True)
def iteration_sweeps_whole_tables(impl, draw):
    """Five sweeps need as many tensor operations in a world of 40 states as in one of 4."""
    return {f"{S} states": impl.value_iteration(world(impl, draw, S, 3, 0.9), 0.0, 5) for S in (4, 40)}


@check("value_iteration", points=1)
def large_grids_take_as_many_sweeps_as_they_need(impl, draw):
    """A 12 × 12 grid with one terminal, slippery and γ = 0.98: number of sweeps, last residual, values."""
    place = (int(draw.integers(0, 12)), int(draw.integers(0, 12)))
    q, sweeps, residuals = impl.value_iteration(lattice(impl, 12, 12, [place], 0.98, slip=0.2), tol=1e-6)
    return {"sweeps": sweeps, "last residual": residuals[-1], "values": q.amax(1).reshape(12, 12)}


@check("greedy_policy", points=2)
def nearness_is_absolute(impl, draw):
    """4 states and 4 actions, all of them equal, a single one, a given atol, large values, float32."""
    q = draw.permutation(16).reshape(4, 4).double() * 0.4 - 3
    large = 1e6 + draw.permutation(16).reshape(4, 4).double() * 1e-6
    return {
        "square": impl.greedy_policy(q),
        "all equal": impl.greedy_policy(torch.zeros(3, 3, dtype=torch.float64)),
        "nearly equal": impl.greedy_policy(1e-12 * draw.normal(3, 2)),
        "one action": impl.greedy_policy(q[:, :1]),
        "atol 1": impl.greedy_policy(q, atol=1.0),
        "large values": impl.greedy_policy(large),
        "float32": impl.greedy_policy(q.float()),
    }


@check("optimal_actions", points=1)
def sets_of_actions_heed_the_tolerance(impl, draw):
    """4 states and 4 actions, all of them equal, a single one, a given atol, large values."""
    q = draw.permutation(16).reshape(4, 4).double() * 0.4 - 3
    cases = {
        "square": (q,),
        "all equal": (q * 0,),
        "nearly equal": (1e-12 * draw.normal(3, 2),),
        "one action": (q[:, :1],),
        "atol 1": (q, 1.0),
        "large values": (1e6 + q * 1e-6,),
    }
    return {
        name: [sorted(int(a) for a in best) for best in impl.optimal_actions(*arguments)]
        for name, arguments in cases.items()
    }


@check("contraction_ratios", points=1)
def zeros_have_no_ratio(impl, draw):
    """Two zeros at the end have no ratio, a zero after a number has; one residual has none, no residual neither."""
    residuals = draw.uniform(0.3, 0.9, 4).cumprod(0).tolist()
    return {
        "one zero": impl.contraction_ratios([*residuals, 0.0]),
        "three zeros": impl.contraction_ratios([*residuals, 0.0, 0.0, 0.0]),
        "only zeros": impl.contraction_ratios([0.0, 0.0]),
        "one residual": impl.contraction_ratios(residuals[:1]),
        "no residual": impl.contraction_ratios([]),
        "slower and faster": impl.contraction_ratios([residuals[0], residuals[1], residuals[0]]),
    }


def needless(mdp, pi, v):
    """Values and losses of a policy, and the probability it gives to actions that lose more than 1e-6."""
    best = torch.zeros(len(mdp.R), dtype=torch.float64)
    for _ in range(500):
        best = torch.stack(
            [mdp.R[:, a] + mdp.gamma * mdp.P[:, a] @ best for a in range(mdp.R.shape[1])]
        ).amax(0)
    losses = [best - (mdp.R[:, a] + mdp.gamma * mdp.P[:, a] @ best) for a in range(mdp.R.shape[1])]
    waste = (pi * (torch.stack(losses, dim=1) > 1e-6)).sum(1)
    return {
        "values": v,
        "value lost against the best policy": best - v,
        "probability of actions that lose": waste[~mdp.terminal],
        "sum of every row": pi.sum(-1),
    }


SWEPT = Tolerance(
    1e-7,
    1e-7,
    "evaluating by sweeps down to 1e-10 is right too, and leaves an error of up to 1e-8 in the values",
)


@check("policy_iteration", points=2, tolerance=SWEPT)
def any_choice_among_ties_will_do(impl, draw):
    """A 5 × 5 grid with many equally good ways, with γ = 0.9 and with γ = 1: values, and nothing needless done."""
    ends = corners(draw, 5, 5)
    seen = {}
    for gamma in (0.9, 1.0):
        grid = lattice(impl, 5, 5, ends, gamma)
        found = needless(grid, *impl.policy_iteration(grid))
        seen |= {f"gamma {gamma}, {k}": v for k, v in found.items()}
    return seen


@check("policy_iteration", points=1, tolerance=SWEPT)
def best_policy_of_a_slippery_grid(impl, draw):
    """A 4 × 6 grid with slip 0.3 and γ = 0.97; as many states as actions, and γ = 0."""
    grid = lattice(impl, 4, 6, corners(draw, 4, 6), 0.97, slip=0.3)
    square, blind = world(impl, draw, 5, 5, 0.8), world(impl, draw, 5, 5, 0.0)
    seen = {}
    for name, mdp in (("grid", grid), ("square", square), ("gamma 0", blind)):
        seen |= {f"{name}, {k}": v for k, v in needless(mdp, *impl.policy_iteration(mdp)).items()}
    return seen


@check(
    "simulate",
    points=1,
    bounds={
        "steps that differ with another seed": Bound(
            low=1, reason="two walks of 30 steps through 12 states agree with a probability below 1e-9"
        )
    },
)
def all_chance_comes_from_the_generator(impl, draw):
    """The same seed gives the same walk, the next walk of one generator is another, torch's own is left alone."""
    S = 12
    chances = draw.uniform(0.5, 1.0, S, 3, S)
    endless = torch.zeros(S, dtype=torch.bool)
    mdp = impl.MDP(chances / chances.sum(2, keepdim=True), draw.normal(S, 3), 0.9, endless)
    pi, seed = policy_of(draw, S, 3), draw.seed()
    generator = torch.Generator().manual_seed(seed)
    first = impl.simulate(mdp, pi, 0, generator, max_steps=30)
    other = impl.simulate(mdp, pi, 0, generator, max_steps=30)
    again = impl.simulate(mdp, pi, 0, torch.Generator().manual_seed(seed), max_steps=30)
    torch.manual_seed(seed)
    impl.simulate(mdp, pi, 0, torch.Generator().manual_seed(seed), max_steps=3)
    return {
        "states of the second walk minus the first's": again[0] - first[0],
        "actions of the second walk minus the first's": again[1] - first[1],
        "rewards minus those of the table": first[2] - mdp.R[first[0][:-1], first[1]],
        "steps that differ with another seed": int((first[0] != other[0]).sum()),
        "what the global generator says afterwards": torch.rand(3),
    }


EPISODES = 400
LUCK = Bound(
    low=-6, high=6, reason="a mean of 400 returns in standard errors: 36 measured ones lay between -3 and 3"
)


@check(
    "simulate",
    points=2,
    seeds=1,
    bounds={"start at random": LUCK, "start in the first state": LUCK},
)
def mean_return_is_the_value(impl, draw):
    """The mean discounted return of 400 episodes is the value of the policy, within six standard errors."""
    S = 6
    mdp, pi = world(impl, draw, S, 2, 0.9), policy_of(draw, S, 2)
    follow = torch.stack([pi[s] @ mdp.P[s] for s in range(S)])
    pays = torch.stack([pi[s] @ mdp.R[s] for s in range(S)])
    value, generator = (
        torch.linalg.inv(torch.eye(S, dtype=torch.float64) - 0.9 * follow) @ pays,
        draw.generator(),
    )
    seen = {}
    for name, start in (("start at random", int(draw.integers(1, S - 1))), ("start in the first state", 0)):
        returns = []
        for _ in range(EPISODES):
            rewards = impl.simulate(mdp, pi, start, generator, 100)[2]
            returns.append(sum(0.9**t * r for t, r in enumerate(rewards.tolist())))
        sample = torch.tensor(returns, dtype=torch.float64)
        error = max(float(sample.std()), 1e-9) / math.sqrt(EPISODES)
        seen[name] = (float(sample.mean()) - float(value[start])) / error
    return seen | {"dtypes": [x.dtype for x in impl.simulate(mdp, pi, 0, generator)]}
