using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>What is read from the venues, changed while the service runs: <c>market add</c> and <c>market remove</c>.</summary>
internal sealed class MarketCommand : Command
{
    /// <summary>Names both.</summary>
    public MarketCommand(CommandEnvironment environment)
        : base("market", "Read a market, or read it no longer")
    {
        Add(new MarketChangeCommand(
            environment,
            "add",
            "Read a market from now on",
            static (service, path, stop) => service.PutAsync(path, stop),
            static market => $"market {market}: is read from now on (see: squeezeflow markets)"));
        Add(new MarketChangeCommand(
            environment,
            "remove",
            "Read a market no longer; what is stored of it stays",
            static (service, path, stop) => service.DeleteAsync(path, stop),
            static market => $"market {market}: is read no longer; what is stored of it stays (undo: squeezeflow market add {market})"));
    }
}
