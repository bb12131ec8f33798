"""The checks only the judge has: other scripts, other dtypes, two optimizers at once."""

import torch

from autograder import Bound, Tolerance, check
from shared.spirals import last_loss


def script(draw, dtype):
    """Gradients for five steps; the third parameter has none in the first step, the first none in the fourth."""
    scales = torch.tensor([1e-3, 1.0, 10.0, 1e-6], dtype=torch.float64)
    steps = [[draw.normal(4) * scales.roll(t), draw.normal(4), draw.normal(2, 3)] for t in range(5)]
    lines = [[g.to(dtype) for g in line] for line in steps]
    return [
        [None if (t, i) in ((0, 2), (3, 0)) else g for i, g in enumerate(line)]
        for t, line in enumerate(lines)
    ]


def side_by_side(draw, make, make_default):
    """Two optimizers take turns: one reads its float64 parameters from a generator, one has float32 and defaults."""
    worlds = []
    for dtype, build in ((torch.float64, make), (torch.float32, make_default)):
        params = [torch.nn.Parameter(draw.normal(*shape).to(dtype)) for shape in ((4,), (4,), (2, 3))]
        worlds.append((params, script(draw, dtype), build))
    optimizers = [build(p for p in params) for params, _, build in worlds]
    paths = [[], []]
    for t in range(5):
        for (params, lines, _), optimizer, path in zip(worlds, optimizers, paths, strict=True):
            if t == 2:
                optimizer.lr = optimizer.lr * 2
            for p, g in zip(params, lines[t], strict=True):
                p.grad = None if g is None else g.clone()
            optimizer.step()
            path.append([p.detach().clone() for p in params])
    return {
        f"{name} parameter, {dtype}": torch.stack([step[i] for step in path])
        for dtype, path in zip(("float64", "float32"), paths, strict=True)
        for i, name in enumerate(("first", "second", "third"))
    }


@check("full_gradient", points=1)
def copies_of_the_samples_change_nothing(impl, draw):
    """A data set repeated three times has the mean gradient of the original, and one sample is its own mean."""
    grads = draw.normal(6, 6)
    return {
        "repeated": impl.full_gradient(grads.repeat(3, 1)),
        "original": impl.full_gradient(grads),
        "one sample": impl.full_gradient(draw.normal(1, 3)),
    }


@check("minibatch_gradient", points=2)
def single_samples_average_to_the_whole(impl, draw):
    """Every row alone, rows chosen several times, and as many samples as weights."""
    grads = draw.normal(6, 6)
    singles = [impl.minibatch_gradient(grads, torch.tensor([i])) for i in draw.permutation(6).tolist()]
    return {
        "mean of single samples": torch.stack(singles).mean(dim=0),
        "rows chosen twice": impl.minibatch_gradient(grads, torch.tensor([4, 1, 4, 4, 0])),
        "six of six": impl.minibatch_gradient(grads, draw.integers(0, 6, 6)),
    }


@check("SGD", points=2)
def two_descents_do_not_meet(impl, draw):
    """Two optimizers at once, parameters from a generator, float32 beside float64, gradients missing."""
    return side_by_side(draw, lambda params: impl.SGD(params, lr=0.2), lambda params: impl.SGD(params, 0.05))


@check("Momentum", points=3)
def two_velocities_do_not_meet(impl, draw):
    """Two optimizers at once, parameters from a generator, float32 beside float64, gradients missing."""
    return side_by_side(
        draw, lambda params: impl.Momentum(params, 0.05, 0.6), lambda params: impl.Momentum(params, lr=0.1)
    )


@check("velocity_closed_form", points=2)
def constant_gradients_reach_a_plateau(impl, draw):
    """With one gradient over and over the velocity nears η g / (1 − γ); γ = 0 keeps the last gradient only."""
    grads = draw.normal(5, 5)
    return {
        "same gradient 400 times": impl.velocity_closed_form(draw.normal(1, 3).repeat(400, 1), 0.9, 0.1),
        "no memory": impl.velocity_closed_form(grads, 0.0, 0.3),
        "full memory": impl.velocity_closed_form(grads, 1.0, 0.3),
        "float32": impl.velocity_closed_form(grads.float(), 0.5, 0.2),
    }


@check("Nesterov", points=3)
def looks_ahead_from_a_generator(impl, draw):
    """Scripted gradients, missing ones included, default γ, parameters from a generator."""
    params = [torch.nn.Parameter(draw.normal(4)) for _ in range(2)]
    lines = [[draw.normal(4), draw.normal(4)] for _ in range(5)]
    lines[0][1] = lines[3][0] = None
    optimizer = impl.Nesterov((p for p in params), 0.05)
    asked, path, values, enabled = [], [], [], []

    def closure():
        asked.append(torch.stack([p.detach().clone() for p in params]))
        enabled.append(torch.is_grad_enabled())
        for p, g in zip(params, lines[len(path)], strict=True):
            p.grad = None if g is None else g + p.detach()
        return torch.tensor(float(len(path)))

    for t in range(5):
        if t == 2:
            optimizer.lr = 0.2
        values.append(optimizer.step(closure))
        path.append(torch.stack([p.detach().clone() for p in params]))
    return {
        "points where the closure was called": torch.stack(asked),
        "gradients enabled there": enabled,
        "parameters after each step": torch.stack(path),
        "what step returned": values,
    }


@check("AdaGrad", points=2)
def two_sums_of_squares_do_not_meet(impl, draw):
    """Two optimizers at once, one with ε = 1e-4 and one with the defaults."""
    return side_by_side(
        draw, lambda params: impl.AdaGrad(params, 0.2, 1e-4), lambda params: impl.AdaGrad(params)
    )


@check("RMSProp", points=2)
def two_averages_of_squares_do_not_meet(impl, draw):
    """Two optimizers at once, one with γ = 0.6 and ε = 1e-4, one with the defaults."""
    return side_by_side(
        draw, lambda params: impl.RMSProp(params, 0.2, 0.6, 1e-4), lambda params: impl.RMSProp(params)
    )


@check("Adam", points=4)
def two_adams_do_not_meet(impl, draw):
    """Two optimizers at once, one with β = (0.5, 0.8) and ε = 1e-3, one with the defaults."""
    return side_by_side(
        draw, lambda params: impl.Adam(params, 0.1, (0.5, 0.8), 1e-3), lambda params: impl.Adam(params)
    )


@check("AMSGrad", points=2)
def amsgrad_corrects_when_asked(impl, draw):
    """With bias_correction=True the step is PyTorch's; beside it runs one with the defaults."""
    return side_by_side(
        draw,
        lambda params: impl.AMSGrad(params, 0.1, (0.5, 0.6), 1e-3, bias_correction=True),
        lambda params: impl.AMSGrad(params),
    )


@check("AdamW", points=2)
def weights_without_gradient_keep_their_size(impl, draw):
    """Two optimizers at once; a zero gradient still decays the weights, a missing one does not."""
    p = torch.nn.Parameter(draw.normal(4))
    optimizer = impl.AdamW([p], lr=0.1, weight_decay=0.2)
    path = []
    for gradient in (torch.zeros(4, dtype=torch.float64), None, torch.zeros(4, dtype=torch.float64)):
        p.grad = gradient
        optimizer.step()
        path.append(p.detach().clone())
    return {"zero, missing, zero": torch.stack(path)} | side_by_side(
        draw,
        lambda params: impl.AdamW(params, 0.1, (0.5, 0.8), 1e-3, 0.3),
        lambda params: impl.AdamW(params),
    )


@check("step_decay", points=2)
def milestones_may_come_in_any_order(impl, draw):
    """Milestones out of order, one of them twice, one at step 0; the steps are asked for in any order."""
    lr0, factor = float(draw.uniform(0.1, 1)), float(draw.uniform(0.1, 0.6))
    asked = draw.shuffled(range(12))
    return {
        "steps": asked,
        "unsorted": [impl.step_decay(lr0, factor, [9, 2, 5])(step) for step in asked],
        "repeated": [impl.step_decay(lr0, factor, (4, 6, 4))(step) for step in asked],
        "at the start": [impl.step_decay(lr0, factor, [0, 8])(step) for step in asked],
        "one schedule": [*map(impl.step_decay(lr0, factor, [3, 10]), asked)],
        "no milestone": [impl.step_decay(lr0, factor, [])(step) for step in asked],
    }


@check("geometric", points=1)
def geometric_depends_on_the_step_alone(impl, draw):
    """The steps are asked for in any order, one of them twice, and with two schedules in turn."""
    one = impl.geometric(float(draw.uniform(0.1, 1)), float(draw.uniform(0.8, 0.99)))
    other = impl.geometric(0.5, float(draw.uniform(0.2, 0.5)))
    asked = [*draw.shuffled(range(8)), 3, 3, 0]
    return {"steps": asked, "rates": [(one(step), other(step)) for step in asked]}


@check("one_cycle", points=2)
def one_cycle_takes_other_shapes(impl, draw):
    """Short and long cycles, peaks between two steps, other divisors; the steps are asked for in any order."""
    max_lr, div = float(draw.uniform(0.1, 1)), float(draw.uniform(2, 20))
    seen = {}
    for total, pct_start in ((2, 0.6), (5, 0.5), (37, 0.25), (50, 0.43)):
        asked = draw.shuffled(range(total))
        rates = [impl.one_cycle(step, total, max_lr, pct_start, div, 30.0) for step in asked]
        seen[f"{total} steps"] = [rates[asked.index(step)] for step in range(total)]
    return seen


@check(
    "clip_grad_norm_",
    points=2,
    tolerance=Tolerance(
        rtol=1e-5,
        atol=1e-12,
        reason="max_norm / (total + 1e-6), as PyTorch divides, is right too: 4e-7 apart at the norms ≥ 2.5 used here",
    ),
)
def clipping_reads_a_generator_once(impl, draw):
    """Parameters from a generator, one tensor alone, no gradient at all; a limit above the norm changes nothing."""
    seen = {}
    for name, norms in (("three", (2.5, 6.0, 4.0)), ("one", (2.5, None, None))):
        for factor in (0.3, 0.9, 1.1, 3.0):
            params = [torch.nn.Parameter(draw.normal(3)) for _ in norms]
            for p, norm in zip(params, norms, strict=True):
                if norm is not None:
                    p.grad = torch.nn.functional.normalize(draw.normal(3), dim=0) * norm
            whole = torch.cat([p.grad for p in params if p.grad is not None]).norm()
            seen[f"{name} at {factor}"] = impl.clip_grad_norm_((p for p in params), factor * float(whole))
            seen[f"{name} at {factor}, gradients"] = [p.grad for p in params]
    none = [torch.nn.Parameter(draw.normal(3))]
    return seen | {
        "no gradient": float(impl.clip_grad_norm_(none, 1.0)),
        "empty": float(impl.clip_grad_norm_([], 1.0)),
    }


@check("sgd_stepsize_and_bound", points=2)
def theorem_holds_for_drawn_numbers(impl, draw):
    """Both numbers on either side of the point where the two step sizes meet, T = 2 Δ β / σ²."""
    seen = {}
    for k in range(4):
        beta, delta, sigma = (float(draw.uniform(0.3, 3)) for _ in range(3))
        meet = 2 * delta * beta / sigma**2
        seen[f"before the crossing, {k}"] = impl.sgd_stepsize_and_bound(
            beta, delta, sigma, max(1, int(meet / 2))
        )
        seen[f"after the crossing, {k}"] = impl.sgd_stepsize_and_bound(beta, delta, sigma, 3 + int(meet * 3))
    return seen


@check("stability_limit", points=1)
def limit_follows_the_curvature(impl, draw):
    """Six pairs of β and γ."""
    pairs = [(float(draw.uniform(0.1, 9)), float(draw.uniform(0, 0.99))) for _ in range(6)]
    return {"limits": [impl.stability_limit(beta, gamma) for beta, gamma in pairs]}


RUNS = 800
SPREAD = Bound(
    low=0.85, high=1.15, reason="800 runs leave a standard error of 0.025: six of them on either side"
)
CENTRE = Bound(low=-0.25, high=0.25, reason="800 runs leave a standard error of 0.035: seven of them")


@check(
    "escape_saddle",
    points=2,
    bounds={
        "spread in x": SPREAD,
        "spread in y": SPREAD,
        "mean in x": CENTRE,
        "mean in y": CENTRE,
        "correlation": Bound(
            low=-0.25, high=0.25, reason="800 runs leave a standard error of 0.035: seven of them"
        ),
        "distance of other noise": Bound(
            low=1e-6, reason="two runs with different noise cannot end this close"
        ),
    },
)
def noise_is_scaled_like_a_gradient(impl, draw):
    """One step: the point lands at (1 − 2η, 0) plus η · noise times one normal number per component.

    The same generator state gives the same path, and torch's global generator is left alone.
    """
    lr, noise = float(draw.uniform(0.05, 0.3)), float(draw.uniform(0.1, 2))
    generator, seed = draw.generator(), draw.seed()
    ends = torch.stack([impl.escape_saddle(noise, lr, 1, generator) for _ in range(RUNS)])
    z = (ends - torch.tensor([1 - 2 * lr, 0.0], dtype=torch.float64)) / (lr * noise)
    once, again, other = (
        impl.escape_saddle(0.1, steps=20, generator=torch.Generator().manual_seed(s))
        for s in (seed, seed, seed + 1)
    )
    torch.manual_seed(seed)
    impl.escape_saddle(0.1, steps=3, generator=generator)
    return {
        "spread in x": float(z[:, 0].std()),
        "spread in y": float(z[:, 1].std()),
        "mean in x": float(z[:, 0].mean()),
        "mean in y": float(z[:, 1].mean()),
        "correlation": float(torch.corrcoef(z.T)[0, 1]),
        "distance of other noise": float((once - other).norm()),
        "second run minus first": again - once,
        "what the global generator says afterwards": torch.rand(3),
    }


class Rolling:
    """Momentum of the check's own, so that only the loop is judged."""

    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr
        self.velocities = [torch.zeros_like(p) for p in self.params]

    def zero_grad(self):
        """Drop the gradients."""
        for p in self.params:
            p.grad = None

    def step(self):
        """Move every parameter that has a gradient."""
        with torch.no_grad():
            for p, v in zip(self.params, self.velocities, strict=True):
                if p.grad is not None:
                    v.mul_(0.8).add_(p.grad)
                    p.sub_(self.lr * v)


@check("train_mlp", points=2)
def traces_agree_step_by_step(impl, draw):
    """The first 20 losses at a learning rate of the judge, and how many there are when one is asked for."""
    rate = float(draw.uniform(0.2, 0.4))
    losses = impl.train_mlp(lambda params: Rolling(params, rate), 20)
    return {
        "losses": torch.as_tensor(losses, dtype=torch.float64),
        "one step": len(impl.train_mlp(lambda params: Rolling(params, rate), 1)),
    }


SEEDS = "60 steps with ten seeds of the network: mean plus four deviations, and 1.5 times the worst"


@check("AdaGrad", points=1, seeds=1, bounds={"last loss": Bound(high=0.07, reason=SEEDS)})
def adagrad_learns_the_spirals(impl, draw):
    """With η = 0.1 your AdaGrad gets below a loss of 0.07 in 60 steps."""
    return {"last loss": last_loss(lambda params: impl.AdaGrad(params, lr=0.1))}


@check("RMSProp", points=1, seeds=1, bounds={"last loss": Bound(high=0.08, reason=SEEDS)})
def rmsprop_learns_the_spirals(impl, draw):
    """With η = 0.02 your RMSProp gets below a loss of 0.08 in 60 steps."""
    return {"last loss": last_loss(lambda params: impl.RMSProp(params, lr=0.02))}


@check("AMSGrad", points=1, seeds=1, bounds={"last loss": Bound(high=0.008, reason=SEEDS)})
def amsgrad_learns_the_spirals(impl, draw):
    """With η = 0.01 your AMSGrad, in the course's form, gets below a loss of 0.008 in 60 steps."""
    return {"last loss": last_loss(lambda params: impl.AMSGrad(params, lr=0.01))}


@check("AdamW", points=1, seeds=1, bounds={"last loss": Bound(high=0.16, reason=SEEDS)})
def adamw_learns_the_spirals(impl, draw):
    """With η = 0.02 your AdamW gets below a loss of 0.16 in 60 steps."""
    return {"last loss": last_loss(lambda params: impl.AdamW(params, lr=0.02))}
