"""A node passes its gradient on before all of its users have sent theirs, so part of it is lost or
counted again. Order the graph first: a node comes after everything that was computed from it."""

KILLED_BY = ("value_adds_up_all_paths", "value_handles_any_graph")


class Value(Value):
    def backward(self):
        arrived, todo, order = {self: 1.0}, [self], []
        while todo:
            v = todo.pop(0)
            if v not in order:
                order.append(v)
                for parent, slope in zip(v.parents, v.slopes):
                    arrived[parent] = arrived.get(parent, 0.0) + slope * arrived[v]
                    todo.append(parent)
        for v in order:
            v.grad += arrived[v]
