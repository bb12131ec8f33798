"""The nodes are visited in the order in which a depth-first search meets them. That is no order for a
diamond: a node may be visited before one of its users. Put a node on the list *after* its parents, then
read the list backwards."""

KILLED_BY = ("value_adds_up_all_paths", "value_handles_any_graph")


class Value(Value):
    def backward(self):
        order, stack = [], [self]
        while stack:
            v = stack.pop()
            if v not in order:
                order.append(v)
                stack += v.parents
        arrived = dict.fromkeys(order, 0.0) | {self: 1.0}
        for v in order:
            v.grad += arrived[v]
            for parent, slope in zip(v.parents, v.slopes):
                arrived[parent] += slope * arrived[v]
