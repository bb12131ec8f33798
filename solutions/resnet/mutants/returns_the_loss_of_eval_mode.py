"""This is the loss in eval mode; with so few steps the running statistics are not settled."""

KILLED_BY = (
    "one_batch_is_learnt_by_heart",
    "loss_returned_is_that_of_the_model",
)


def overfit_one_batch(model, batch, steps=200):
    x, y = batch
    opt = torch.optim.Adam(model.parameters(), lr=3e-3)
    model.train()
    for _ in range(steps):
        opt.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        opt.step()
    with torch.no_grad():
        return F.cross_entropy(model.eval()(x), y).item()
