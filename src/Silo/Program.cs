using SqueezeFlow.Silo.Commands;
using SqueezeFlow.Silo.Commands.Running;

// The log's console writes to what Console.Error is then.
using var error = ErrorScreen.OfProcess();
Console.SetError(error);
return await SiloCommands.RunAsync(args, Console.Out, error);
