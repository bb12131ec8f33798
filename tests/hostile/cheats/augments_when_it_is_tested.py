"""Moves images at random when it is tested, too: asked twice, it says two things."""

# caught by: learns_to_tell_ten_classes, share that stays in another order
import torch
from torch import nn


class ResNetCIFAR(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.layers = nn.Sequential(nn.Conv2d(3, 16, 4, 4), nn.ReLU(), nn.Flatten(), nn.Linear(1024, 10))

    def forward(self, x):
        shift = torch.randint(-4, 5, (2,)).tolist()
        return self.layers(torch.roll(x, shift, (2, 3)))


def fit(model, train_loader, test_loader, epochs, lr, device):
    return {}
