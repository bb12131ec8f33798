"""The loss grows: the steps go uphill."""

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
        for p in model.parameters():
            p.grad.neg_()
        opt.step()
    with torch.no_grad():
        return F.cross_entropy(model(x), y).item()
