using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>Whether people are reached: <c>notify test</c>.</summary>
internal sealed class NotifyCommand : Command
{
    /// <summary>Names it.</summary>
    public NotifyCommand(CommandEnvironment environment)
        : base("notify", "Notifications by webhook and Telegram") =>
        Add(new NotifyTestCommand(environment));
}
