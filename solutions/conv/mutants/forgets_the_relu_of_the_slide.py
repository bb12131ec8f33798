"""No ReLU after the first pooling."""

KILLED_BY = ("fleurets_net_computes_the_same_scores", "every_weight_of_fleurets_net_is_trained")


class FleuretNet(nn.Module):
    def __init__(self, conv=Conv2d, pool=MaxPool2d):
        super().__init__()
        self.conv1 = conv(1, 32, 5)
        self.pool1 = pool(3)
        self.conv2 = conv(32, 64, 5)
        self.pool2 = pool(2)
        self.fc1 = nn.Linear(256, 200)
        self.fc2 = nn.Linear(200, 10)

    def forward_features(self, x):
        a = self.conv1(x)
        b = self.pool1(a)
        c = self.conv2(b)
        d = F.relu(self.pool2(c))
        e = F.relu(self.fc1(d.flatten(1)))
        return [a, b, c, d, e, self.fc2(e)]

    def forward(self, x):
        return self.forward_features(x)[-1]
