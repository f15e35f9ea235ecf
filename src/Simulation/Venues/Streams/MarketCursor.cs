using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>Walks through one market's trades as market time goes by.</summary>
internal sealed class MarketCursor(MarketSource source)
{
    /// <summary>The minute that it stands in.</summary>
    public MinuteBlock Block { get; } = new();

    /// <summary>First print of the current slice.</summary>
    public int From { get; private set; }

    /// <summary>End of the current slice, exclusive.</summary>
    public int To { get; private set; }

    /// <summary>Stands at the first print at or after a time.</summary>
    public void Seek(long unixMs)
    {
        source.Fill(Block, World.MinuteOf(unixMs));
        To = 0;
        Advance(unixMs);
        From = To;
    }

    /// <summary>Takes the prints before <paramref name="untilUnixMs"/> as the next slice, at most to the end of the minute the last slice ended in.</summary>
    public void Advance(long untilUnixMs)
    {
        var minute = World.MinuteOf(untilUnixMs - 1);
        if (minute != Block.Minute)
        {
            source.Fill(Block, minute);
            To = 0;
        }

        From = To;
        var prints = Block.Prints;
        while (To < prints.Length && prints[To].UnixMs < untilUnixMs)
        {
            To++;
        }
    }
}
