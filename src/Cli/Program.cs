using Sweep.Cli;
using Sweep.GpuNode.Nodes;
using Sweep.Models.Training.Cpu;

HostMemory.KeepFreed();
BlasKernels.ChooseByInstructions();
return await CommandLine.InvokeAsync(args, Terminal.OfProcess());
