namespace SqueezeFlow.Core.Api;

/// <summary>Kinds of events that screens and consoles are told, as they are called on the wire.</summary>
public static class EventKinds
{
    /// <summary>A one-second bar of a market closed.</summary>
    public const string Bar = "bar";

    /// <summary>A symbol was evaluated.</summary>
    public const string Symbol = "sym";

    /// <summary>A signal was given, or got its verdict.</summary>
    public const string Signal = "signal";

    /// <summary>An order took a step.</summary>
    public const string Order = "order";

    /// <summary>A feed changed its state.</summary>
    public const string Feed = "feed";

    /// <summary>A gap was found, or filled.</summary>
    public const string Gap = "gap";

    /// <summary>The service's health.</summary>
    public const string Status = "status";

    /// <summary>Somebody has changed something, or was to.</summary>
    public const string Action = "action";

    /// <summary>An order of a shadow was filled, on paper.</summary>
    public const string Shadow = "shadow";

    /// <summary>Events were missed: the reader has to read its snapshots anew. Comes whatever was asked for.</summary>
    public const string Resync = "resync";

    /// <summary>Whom the reader reads from. Comes first, whatever was asked for.</summary>
    public const string Hello = "hello";

    /// <summary>A sign of life, with the time on the other side. Comes whatever was asked for.</summary>
    public const string Beat = "beat";

    /// <summary>Those that a reader can ask for.</summary>
    public static IReadOnlyList<string> All { get; } = [Bar, Symbol, Signal, Order, Feed, Gap, Status, Action, Shadow];
}
