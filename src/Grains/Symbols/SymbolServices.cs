using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.OpenInterest;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Signals.Trail;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols.History;
using SqueezeFlow.Grains.Symbols.Shadowing;
using SqueezeFlow.Grains.Symbols.Stored;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>What every symbol grain of a silo shares.</summary>
internal sealed record SymbolServices(
    StoredMarkets Stored,
    BarWriter Writer,
    HistoryLoader History,
    GapFiller Filler,
    IOpenInterestChange OpenInterest,
    ISignalPublisher Publisher,
    IScreen Screen,
    SignalGate Gate,
    SignalNotes Notes,
    IMarketClock Market,
    SymbolTicker Ticker,
    INotifier Notifier,
    AccountRoutes Routes,
    BatchSource Source,
    TimeProvider Clock,
    IMarketOwners? Owners = null,
    ShadowBoard? Shadows = null);
