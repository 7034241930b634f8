using Sweep.Cli;

return await CommandLine.InvokeAsync(args, Terminal.OfProcess());
