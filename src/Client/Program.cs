using SqueezeFlow.Client.Commands;
using SqueezeFlow.Client.Terminals;

using var interrupts = Interrupts.OfProcess();
var terminal = Terminal.OfProcess(interrupts, TimeProvider.System);
return await ConsoleCommands.RunAsync(args, terminal);
