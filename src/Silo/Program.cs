using SqueezeFlow.Silo.Commands;

// The log's console writes to what Console.Error is then.
using var error = ErrorScreen.OfProcess();
Console.SetError(error);
return await CommandLine.RunAsync(args, Console.Out, error);
