namespace SqueezeFlow.Grains.Execution.Accounts;

/// <summary>Which account takes which entries. Section <c>Execution</c>, beside the limits of the account called main.</summary>
public sealed class RoutingOptions
{
    /// <summary>
    /// Accounts in the order in which entries are offered to them, comma separated; empty for all, by name, main last. One that is left out takes
    /// nothing new; what it holds is looked after.
    /// </summary>
    public string Routes { get; set; } = "";
}
