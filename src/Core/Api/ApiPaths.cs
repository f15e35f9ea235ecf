namespace SqueezeFlow.Core.Api;

/// <summary>Paths of the HTTP interface, as the service answers and the console calls them. Those of a view stand below <see cref="Root"/>.</summary>
public static class ApiPaths
{
    /// <summary>What the paths of this version begin with.</summary>
    public const string Root = "/api/v1";

    /// <summary>Health of each part; not below <see cref="Root"/>.</summary>
    public const string Health = "/health";

    /// <summary>Markets for chart clients; not below <see cref="Root"/>.</summary>
    public const string Products = "/products";

    /// <summary>The service at a glance.</summary>
    public const string Status = "status";

    /// <summary>Server-sent events.</summary>
    public const string Events = "events";

    /// <summary>The connections to the venues.</summary>
    public const string Feeds = "feeds";

    /// <summary>One connection, closed and opened anew.</summary>
    public const string FeedRestart = Feeds + "/{id}/restart";

    /// <summary>Every venue, and how it was lately.</summary>
    public const string Venues = "venues";

    /// <summary>The venues that a demo simulates.</summary>
    public const string SimulatedVenues = "demo/venues";

    /// <summary>One of them, cut off for a while.</summary>
    public const string SimulatedVenueCut = SimulatedVenues + "/{venue}/cut";

    /// <summary>What is read from the venues.</summary>
    public const string Markets = "markets";

    /// <summary>One market, read or read no longer.</summary>
    public const string Market = Markets + "/{market}";

    /// <summary>Bars of one market.</summary>
    public const string MarketBars = Market + "/bars";

    /// <summary>Each coin over all its markets.</summary>
    public const string Symbols = "symbols";

    /// <summary>One coin.</summary>
    public const string Symbol = Symbols + "/{symbol}";

    /// <summary>Volume delta of one coin.</summary>
    public const string SymbolCvd = Symbol + "/cvd";

    /// <summary>Why an evaluation of one coin ended as it did.</summary>
    public const string SymbolExplanation = Symbol + "/explain";

    /// <summary>Bars of one coin.</summary>
    public const string SymbolBars = Symbol + "/bars";

    /// <summary>What a table of all coins shows besides.</summary>
    public const string Figures = "figures";

    /// <summary>Open interest of one coin.</summary>
    public const string OpenInterest = "open-interest/{symbol}";

    /// <summary>Open interest of one coin over time.</summary>
    public const string OpenInterestHistory = OpenInterest + "/history";

    /// <summary>Decisions and what became of them.</summary>
    public const string Signals = "signals";

    /// <summary>The life of one signal.</summary>
    public const string Signal = Signals + "/{id}";

    /// <summary>Signals from outside, signed.</summary>
    public const string SignalWebhook = Signals + "/webhook";

    /// <summary>Counts and sums of what became of signals.</summary>
    public const string SignalStatistics = Signals + "/stats";

    /// <summary>Evaluations whose score came near an entry.</summary>
    public const string NearMisses = Signals + "/near-misses";

    /// <summary>Parameters that trade on paper beside the live ones, the best first.</summary>
    public const string Shadows = "shadows";

    /// <summary>One of them, with its symbols.</summary>
    public const string Shadow = Shadows + "/{name}";

    /// <summary>One of them, to become the live one.</summary>
    public const string ShadowPromote = Shadow + "/promote";

    /// <summary>What the executor did with each signal.</summary>
    public const string Orders = "orders";

    /// <summary>What the account holds.</summary>
    public const string Positions = "positions";

    /// <summary>One position, closed by hand.</summary>
    public const string PositionClose = Positions + "/{id}/close";

    /// <summary>Entries are held back.</summary>
    public const string Pause = "execution/pause";

    /// <summary>Entries are let go again.</summary>
    public const string Resume = "execution/resume";

    /// <summary>What the bot that takes the orders tells of itself, judged.</summary>
    public const string ExecutionChecks = "execution/checks";

    /// <summary>A test over every channel of notifications.</summary>
    public const string NotificationTest = "notifications/test";

    /// <summary>Completeness of all markets of a coin.</summary>
    public const string Ledger = "ledger";

    /// <summary>Completeness of one market.</summary>
    public const string MarketLedger = Ledger + "/{market}";

    /// <summary>Holes in what was read.</summary>
    public const string Gaps = "gaps";

    /// <summary>Searches for what gaps lack.</summary>
    public const string GapSearches = Gaps + "/searches";

    /// <summary>A path with its one parameter filled in, fit for an address.</summary>
    /// <param name="path">A path that names one thing, e.g. <see cref="Symbol"/>.</param>
    /// <param name="name">Name of the thing.</param>
    public static string Of(string path, string name)
    {
        var (start, end) = (path.IndexOf('{', StringComparison.Ordinal), path.IndexOf('}', StringComparison.Ordinal));
        return start < 0 || end < start
            ? throw new ArgumentException($"path: '{path}' names no thing: give one with a parameter, e.g. {Symbol}", nameof(path))
            : $"{path[..start]}{Uri.EscapeDataString(name)}{path[(end + 1)..]}";
    }
}
