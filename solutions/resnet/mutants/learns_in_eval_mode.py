"""The model learns in eval mode."""

KILLED_BY = ("one_batch_is_learnt_by_heart",)


def overfit_one_batch(model, batch, steps=200):
    x, y = batch
    opt = torch.optim.Adam(model.parameters(), lr=3e-3)
    model.eval()
    for _ in range(steps):
        opt.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        opt.step()
    with torch.no_grad():
        return F.cross_entropy(model(x), y).item()
