"""The first step uses gradients that were there before."""

KILLED_BY = ("loss_returned_is_that_of_the_model",)


def overfit_one_batch(model, batch, steps=200):
    x, y = batch
    opt = torch.optim.Adam(model.parameters(), lr=3e-3)
    model.train()
    for _ in range(steps):
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        opt.step()
        opt.zero_grad()
    with torch.no_grad():
        return F.cross_entropy(model(x), y).item()
