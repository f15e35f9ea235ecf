using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>What the batteries of records have in common: a store of each test's own.</summary>
public abstract class RecordBattery : IAsyncLifetime
{
    protected IRecordStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (Store is not null)
        {
            await Store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    internal static Signal Signal(string coin, long barClose, SignalAction action = SignalAction.Long) => new()
    {
        Id = Core.Signals.Signal.IdOf(coin + "USDT", barClose, action),
        Pair = coin + "USDT",
        BaseSymbol = coin,
        Action = action,
        BarCloseUnixMs = barClose,
        Score = 7.25,
        PositionSizeFactor = 1.5,
        Leverage = 3,
        EntryPrice = 0.1 + 0.2,
        Confidence = 0.725,
        Reasoning = "spot leads — \"why\"",
    };

    protected abstract Task<IRecordStore> OpenAsync();
}
