"""Value iteration

Plan in a world that is known: evaluate a policy, improve it, and find the best one (Groudiev, notes §8).

States are 0 … S − 1 and actions 0 … A − 1. Every table has the state first: P[s, a, s′], R[s, a], q[s, a], pi[s, a],
v[s]. R[s, a] is the expected reward of action a in state s; the reward of step t is R_{t+1}, so an episode's
`rewards[t]` belongs to `states[t]` and `actions[t]`. A terminal state leads to itself and pays 0: its value is 0.

No function changes its arguments; results have the dtype, and the device, of the tables they are computed from.
"""

from dataclasses import dataclass

import torch

ACTIONS = ("←", "→", "↑", "↓")
"""The actions of a grid world, in the order of their numbers."""


@dataclass(frozen=True, eq=False)
class MDP:
    """A finite Markov decision process, all of it known (Groudiev, notes §8.2.1).

    Attributes:
        P: transition probabilities P[s, a, s′] of s′ after action a in state s, shape (S, A, S), floating point.
        R: expected rewards R[s, a], shape (S, A), dtype of `P`.
        gamma: discount factor γ, from 0 to 1.
        terminal: where an episode ends, bool, shape (S,).

    Raises:
        ValueError: the tables do not fit together, a row P[s, a] is no probability distribution, or a terminal
            state leads elsewhere or pays something other than 0.
    """

    P: torch.Tensor
    R: torch.Tensor
    gamma: float
    terminal: torch.Tensor

    def __post_init__(self) -> None:
        P, R, terminal = self.P, self.R, self.terminal
        if R.ndim != 2 or P.shape != (*R.shape, len(R)) or terminal.shape != R.shape[:1]:
            shapes = f"{tuple(P.shape)}, {tuple(R.shape)} and {tuple(terminal.shape)}"
            raise ValueError(f"P, R and terminal must be (S, A, S), (S, A) and (S,), not {shapes}")
        if not P.is_floating_point() or R.dtype != P.dtype or terminal.dtype != torch.bool:
            raise ValueError(
                f"P, R and terminal are {P.dtype}, {R.dtype} and {terminal.dtype}: see the docstring"
            )
        if not 0 <= self.gamma <= 1:
            raise ValueError(f"gamma must lie between 0 and 1, not at {self.gamma}")
        if (P < 0).any():
            raise ValueError(f"P{_first(P < 0)} is negative")
        wrong = (P.sum(2) - 1).abs() > 1e-5
        if wrong.any():
            first, many = float(P.sum(2)[wrong][0]), f"{int(wrong.sum())} of {wrong.numel()} rows are wrong"
            raise ValueError(f"P{_first(wrong)} sums to {first:.4g}, not to 1 ({many})")
        stays = torch.diagonal(P, dim1=0, dim2=2).T
        leaves = terminal.unsqueeze(1) & ((stays - 1).abs() > 1e-5)
        if leaves.any():
            raise ValueError(f"P{_first(leaves)} leaves a terminal state")
        pays = terminal.unsqueeze(1) & (R != 0)
        if pays.any():
            raise ValueError(f"R{_first(pays)} is {float(R[pays][0]):.4g}, in a terminal state")


def _first(mask: torch.Tensor) -> str:
    """The first place where a mask is true, as one writes an index: [3, 0]."""
    return str(mask.nonzero()[0].tolist())


def discounted_return(rewards: torch.Tensor, gamma: float) -> torch.Tensor | float:
    """The discounted return of an episode: R₁ + γ R₂ + γ² R₃ + … (Groudiev, notes §8.2.1).

    Args:
        rewards: R₁ … R_T, shape (T,), floating point; T = 0 is an episode that has ended before it began.
        gamma: discount factor, from 0 to 1. 0⁰ counts as 1: with γ = 0 the return is R₁.

    Returns:
        The return, a 0-d tensor of the dtype of `rewards` (a float will do); 0 for T = 0.
    """
    # your code here
    raise NotImplementedError("discounted_return is not written yet")


def returns_to_go(rewards: torch.Tensor, gamma: float) -> torch.Tensor:
    """The return from every step on: G_t = R_{t+1} + γ G_{t+1}, and nothing after the last reward.

    Right for every γ from 0 to 1 and for thousands of rewards.

    Args:
        rewards: R₁ … R_T, shape (T,), floating point, T ≥ 0.
        gamma: discount factor, from 0 to 1.

    Returns:
        G_0 … G_{T−1}, shape (T,), dtype of `rewards`; the last one is R_T.
    """
    # your code here
    raise NotImplementedError("returns_to_go is not written yet")


def gridworld(
    n: int | tuple[int, int] = 5,
    *,
    terminals: list[tuple[int, int]],
    reward: float = -1.0,
    gamma: float = 0.9,
    slip: float = 0.0,
) -> MDP:
    """The lecture's grid world, with a floor that may be slippery (Groudiev, notes §8.2.2).

    The square in row i from the top and column j from the left, both counted from 1, is state
    (i − 1) · columns + (j − 1). The actions are ←, →, ↑, ↓, in this order. The agent moves one square in the
    intended direction with probability 1 − slip, and with probability slip / 2 in each of the two directions
    perpendicular to it. A move against the wall leaves it where it is. Outcomes that end in one square add their
    probabilities. In a state that is not terminal every action costs the same, whatever comes of it.

    Args:
        n: side of a square grid, or (rows, columns).
        terminals: terminal squares as (row, column), counted from 1; there may be none.
        reward: R[s, a] in every state that is not terminal.
        gamma: discount factor.
        slip: probability of going sideways, from 0 to 1.

    Returns:
        The process, float64. Terminal states lead to themselves with reward 0.

    Raises:
        ValueError: a terminal lies outside the grid.
    """
    # your code here
    raise NotImplementedError("gridworld is not written yet")


def q_from_v(mdp: MDP, v: torch.Tensor) -> torch.Tensor:
    """Look one step ahead: q(s, a) = R(s, a) + γ Σ_s′ P(s′ | s, a) v(s′) (Groudiev, notes §8.2.3).

    Args:
        mdp: the process.
        v: values of the states, shape (S,), 0 in terminal states.

    Returns:
        Values of the actions, shape (S, A). One expression on whole tables, no loop.
    """
    # your code here
    raise NotImplementedError("q_from_v is not written yet")


def v_from_q(q: torch.Tensor, pi: torch.Tensor) -> torch.Tensor:
    """Average over what the policy does: v(s) = Σ_a π(a | s) q(s, a) (Groudiev, notes §8.2.3).

    Args:
        q: values of the actions, shape (S, A).
        pi: the policy, pi[s, a] = π(a | s), shape (S, A); every row sums to 1.

    Returns:
        Values of the states, shape (S,). One expression on whole tables, no loop.
    """
    # your code here
    raise NotImplementedError("v_from_q is not written yet")


def policy_evaluation_exact(mdp: MDP, pi: torch.Tensor) -> torch.Tensor:
    """The value of a policy as the solution of a linear system: (I − γ P_π) v = R_π.

    P_π and R_π are P and R averaged over the policy. Terminal states have the value 0 and do not take part in the
    system, which would otherwise have no unique solution for γ = 1.

    Args:
        mdp: the process. With γ = 1 the policy must reach a terminal state from everywhere.
        pi: the policy, shape (S, A); every row sums to 1.

    Returns:
        v_π, shape (S,).
    """
    # your code here
    raise NotImplementedError("policy_evaluation_exact is not written yet")


def policy_evaluation(mdp: MDP, pi: torch.Tensor, tol: float = 1e-10, max_iter: int = 10_000) -> torch.Tensor:
    """The value of a policy by sweeps: v ← R_π + γ P_π v, from v = 0, until a sweep changes little.

    A sweep is synchronous: all new values are computed from the old ones, in a few operations on whole tables. With Δ
    the largest absolute change of a value in a sweep, the iteration ends after the first sweep with

    - Δ ≤ tol · (1 − γ) / γ if 0 < γ < 1, which guarantees that no value is further than tol from v_π;
    - Δ ≤ tol if γ = 1 (no guarantee; the policy must reach a terminal state from everywhere);
    - Δ = 0 if γ = 0;

    and after `max_iter` sweeps in any case, without an error.

    Args:
        mdp: the process.
        pi: the policy, shape (S, A); every row sums to 1.
        tol: how far from v_π the result may be.
        max_iter: the largest number of sweeps, at least 1.

    Returns:
        The values after the last sweep, shape (S,).
    """
    # your code here
    raise NotImplementedError("policy_evaluation is not written yet")


def bellman_optimality(mdp: MDP, q: torch.Tensor) -> torch.Tensor:
    """One synchronous sweep of Bellman's equation, q′(s, a) = R(s, a) + γ Σ_s′ P(s′ | s, a) max_a′ q(s′, a′).

    (Groudiev, notes §8.2.4 and §8.2.5.)

    Args:
        mdp: the process.
        q: values of the actions, shape (S, A), 0 in terminal states.

    Returns:
        The new table, shape (S, A); all of it is computed from the old one. One expression on whole tables, no loop.
    """
    # your code here
    raise NotImplementedError("bellman_optimality is not written yet")


def value_iteration(
    mdp: MDP, tol: float = 1e-10, max_iter: int = 10_000
) -> tuple[torch.Tensor, int, list[float]]:
    """Sweeps of Bellman's equation from q = 0 until q is good enough (Groudiev, notes §8.2.5).

    A sweep is synchronous, and a few operations on whole tables. Its residual is the largest absolute change of an
    entry of q. The iteration ends after the first sweep whose residual is

    - at most tol · (1 − γ) / γ if 0 < γ < 1, which guarantees that no entry is further than tol from q*;
    - at most tol if γ = 1;
    - 0 if γ = 0;

    and after `max_iter` sweeps in any case, without an error.

    Args:
        mdp: the process.
        tol: how far from q* the result may be.
        max_iter: the largest number of sweeps, at least 1.

    Returns:
        q after the last sweep, shape (S, A); the number of sweeps made, the last one included; the residuals of
        all sweeps, a list of floats.
    """
    # your code here
    raise NotImplementedError("value_iteration is not written yet")


def greedy_policy(q: torch.Tensor, atol: float = 1e-9) -> torch.Tensor:
    """The policy that takes the best action of every state, and shares evenly where several are best.

    Args:
        q: values of the actions, shape (S, A).
        atol: an action at most this far below the best one of its state is as good as it.

    Returns:
        π(a | s), shape (S, A), dtype of `q`; every row sums to 1. No loop.
    """
    # your code here
    raise NotImplementedError("greedy_policy is not written yet")


def optimal_actions(q: torch.Tensor, atol: float = 1e-9) -> list[set[int]]:
    """The numbers of all actions that are best in their state.

    Args:
        q: values of the actions, shape (S, A).
        atol: an action at most this far below the best one of its state is as good as it.

    Returns:
        For every state a set of Python integers, never empty.
    """
    # your code here
    raise NotImplementedError("optimal_actions is not written yet")


def contraction_ratios(residuals: list[float]) -> list[float]:
    """By what factor every residual is smaller than the one before it.

    Args:
        residuals: of `value_iteration`, none of them negative; any number of them.

    Returns:
        residuals[k + 1] / residuals[k] for k = 0, 1, …, as floats. A pair of zeros has no ratio and is left out;
        fewer than two residuals have none at all.
    """
    # your code here
    raise NotImplementedError("contraction_ratios is not written yet")


def policy_iteration(mdp: MDP) -> tuple[torch.Tensor, torch.Tensor]:
    """Evaluate a policy exactly, act greedily on its values, and repeat until the policy is its own improvement.

    Where actions tie (within 1e-9) any way of choosing between them will do, as long as it comes to an end.

    Args:
        mdp: the process. With γ = 1 all rewards outside terminal states are negative, and every state can reach a
            terminal one; the uniform policy is then a safe start, and not every policy is.

    Returns:
        An optimal policy, shape (S, A), whose rows sum to 1 (in terminal states, too, where it may be anything);
        its exact values, shape (S,).
    """
    # your code here
    raise NotImplementedError("policy_iteration is not written yet")


def simulate(
    mdp: MDP, pi: torch.Tensor, s0: int, generator: torch.Generator, max_steps: int = 10_000
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Play one episode: draw an action from the policy, then the next state from the process, and so on.

    It ends in a terminal state, at once if `s0` is one, and after `max_steps` steps in any case. All random numbers
    come from `generator`.

    Args:
        mdp: the process.
        pi: the policy, shape (S, A); every row sums to 1.
        s0: the first state.
        generator: where the random numbers come from.
        max_steps: the largest number of steps.

    Returns:
        `states`: (T + 1,), int64, from `s0` to the last one; T is the number of steps.
        `actions`: (T,), int64.
        `rewards`: (T,), dtype of `mdp.R`; entry t is R[states[t], actions[t]].
    """
    # your code here
    raise NotImplementedError("simulate is not written yet")
