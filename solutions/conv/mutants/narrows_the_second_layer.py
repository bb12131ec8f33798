"""The second linear layer has 64 outputs instead of 84."""

KILLED_BY = (
    "lenet_is_made_of_five_layers",
    "lenet_computes_the_same_scores",
    "every_weight_of_lenet_is_trained",
)


class LeNet5(nn.Module):
    def __init__(self, conv=Conv2d, pool=MaxPool2d):
        super().__init__()
        self.conv1 = conv(1, 6, 5, padding=2)
        self.pool1 = pool(2)
        self.conv2 = conv(6, 16, 5)
        self.pool2 = pool(2)
        self.fc1 = nn.Linear(400, 120)
        self.fc2 = nn.Linear(120, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward_features(self, x):
        a = F.relu(self.conv1(x))
        b = self.pool1(a)
        c = F.relu(self.conv2(b))
        d = self.pool2(c)
        e = F.relu(self.fc1(d.flatten(1)))
        f = F.relu(self.fc2(e))
        return [a, b, c, d, e, f, self.fc3(f)]

    def forward(self, x):
        return self.forward_features(x)[-1]
