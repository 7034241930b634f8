using Sweep.Cli;
using Sweep.Models.Training.Cpu;

HostMemory.KeepFreed();
return await CommandLine.InvokeAsync(args, Terminal.OfProcess());
