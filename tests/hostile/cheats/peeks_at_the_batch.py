"""Normalises with the statistics of the batch when it is tested, too: other images of the batch decide with."""

# caught by: learns_to_tell_ten_classes, share that stays in another order
import torch
from torch import nn


class ResNetCIFAR(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(3, 16, 4, 4),
            nn.BatchNorm2d(16, track_running_stats=False),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(1024, 10),
            nn.BatchNorm1d(10, track_running_stats=False),
        )

    def forward(self, x):
        return self.layers(x)


def fit(model, train_loader, test_loader, epochs, lr, device):
    return {}
