using System.CommandLine;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>What is read from the venues, changed while the service runs: <c>market add</c> and <c>market remove</c>.</summary>
internal sealed class MarketCommand : Command
{
    /// <summary>Names both.</summary>
    public MarketCommand(CommandSurroundings surroundings)
        : base("market", "Read a market, or read it no longer")
    {
        Add(new MarketAddCommand(surroundings));
        Add(new MarketRemoveCommand(surroundings));
    }
}
