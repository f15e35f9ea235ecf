namespace SqueezeFlow.Client.Shell;

/// <summary>Names of what commands take that the shell has to know: to complete it, or to keep it out of the history.</summary>
internal static class ArgumentNames
{
    /// <summary>Option that carries the key.</summary>
    public const string ApiKeyOption = "--api-key";

    /// <summary>A base coin.</summary>
    public const string Symbol = "SYMBOL";

    /// <summary>A market id.</summary>
    public const string Market = "MARKET";

    /// <summary>Id of a position.</summary>
    public const string Position = "ID";

    /// <summary>Id of a signal; an option by that name.</summary>
    public const string Signal = "SIGNAL";

    /// <summary>Id of a feed.</summary>
    public const string Feed = "FEED";

    /// <summary>Length of a bar; an option by that name.</summary>
    public const string Timeframe = "TIMEFRAME";

    /// <summary>Reading of the strategy; an option by that name.</summary>
    public const string Profile = "PROFILE";
}
