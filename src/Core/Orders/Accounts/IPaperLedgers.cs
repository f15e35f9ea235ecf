namespace SqueezeFlow.Core.Orders.Accounts;

/// <summary>The books of all paper accounts.</summary>
public interface IPaperLedgers
{
    /// <summary>The books of one account, by its name.</summary>
    IPaperLedger LedgerOf(string account);
}
