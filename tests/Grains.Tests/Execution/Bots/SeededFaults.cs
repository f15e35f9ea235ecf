using System.Collections.Concurrent;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.Grains.Tests.Execution.Bots;

/// <summary>Draws from a seed what goes wrong with calls to a bot: with two of five orders, and with one in twenty of all other calls.</summary>
internal sealed class SeededFaults(int seed, SimulatedBot bot)
{
    private const double ShareOfOrders = 0.4;
    private const double ShareOfOthers = 0.05;
    private const int MostReloads = 10;

    private static readonly BotFault[] OfOrders =
    [
        BotFault.Error, BotFault.ErrorAfterEffect, BotFault.Drop, BotFault.DropAfterEffect, BotFault.Garbage, BotFault.GarbageAfterEffect,
        BotFault.ProxyFault, BotFault.ProxyPage, BotFault.Unauthorized, BotFault.TooMany, BotFault.Slow, BotFault.ForeignTrade,
    ];

    private static readonly BotFault[] OfOthers =
        [BotFault.Error, BotFault.Drop, BotFault.Garbage, BotFault.ProxyFault, BotFault.ProxyPage, BotFault.Unauthorized, BotFault.TooMany, BotFault.Slow];

    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, int> _drawn = new();

    /// <summary>Whether nothing goes wrong any more.</summary>
    public bool IsOver { get; set; }

    /// <summary>How many there were.</summary>
    public int Count => _drawn.Values.Sum();

    /// <summary>Most trades that were open at once.</summary>
    public int MostOpen { get; private set; }

    public override string ToString() => string.Join(", ", _drawn.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key} {item.Value}"));

    public BotFault? Next(BotCall call)
    {
        lock (_lock)
        {
            MostOpen = Math.Max(MostOpen, bot.Books.Trades.Count(static trade => trade.IsOpen));
            if (IsOver)
            {
                return null;
            }

            var isOrder = call.Name is "forceenter" or "forceexit";
            if (_random.NextDouble() >= (isOrder ? ShareOfOrders : ShareOfOthers))
            {
                return null;
            }

            // Its own loss of a token, or a reload, takes the place of a fault now and then.
            if (isOrder && _random.Next(12) == 0)
            {
                return Reload();
            }

            if (_random.Next(20) == 0)
            {
                Note("token withdrawn");
                bot.Tokens.Withdraw();
                return null;
            }

            var kinds = isOrder ? OfOrders : OfOthers;
            var fault = kinds[_random.Next(kinds.Length)];
            Note($"{(isOrder ? "order" : "reading")} {fault}");
            return fault;
        }
    }

    private BotFault? Reload()
    {
        if (_drawn.GetValueOrDefault("reload") < MostReloads)
        {
            Note("reload");
            _ = bot.ReloadAsync();
        }

        return null;
    }

    private void Note(string what) => _drawn.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
