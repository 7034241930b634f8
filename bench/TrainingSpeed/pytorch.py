#!/usr/bin/env python3
"""The training of Program.cs in PyTorch, on one thread: the whole set as one tensor, batches by index, no data loader.

usage: pytorch.py [STEPS]
"""
import sys
import time

import torch

steps = int(sys.argv[1]) if len(sys.argv) > 1 else 400
batch = 128
torch.set_num_threads(1)
torch.manual_seed(1)
images = torch.randint(0, 256, (10_000, 784)).float() / 255
linear, relu = torch.nn.Linear, torch.nn.ReLU
model = torch.nn.Sequential(
    linear(784, 512), relu(), linear(512, 256), relu(), linear(256, 100),
    linear(100, 256), relu(), linear(256, 512), relu(), linear(512, 784), torch.nn.Sigmoid())
criterion = torch.nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
order = torch.randperm(len(images))


def run(count):
    for i in range(count):
        start = i * batch % (len(order) - batch)
        clean = images[order[start:start + batch]]
        noisy = (clean + torch.randn_like(clean) * 0.1**0.5).clamp_(0, 1)
        loss = criterion(model(noisy), clean)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()


run(300)
begin = time.perf_counter()
run(steps)
seconds = time.perf_counter() - begin
print(f"{steps / seconds:.1f} steps/s, {1000 * seconds / steps:.2f} ms/step")
