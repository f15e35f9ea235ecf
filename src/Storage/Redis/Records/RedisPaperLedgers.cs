using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Storage.Redis.Records.Engine;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>Books of paper accounts, each under a key with its name.</summary>
internal sealed class RedisPaperLedgers(RecordServer server, IPaperLedger main) : IPaperLedgers
{
    /// <inheritdoc/>
    public IPaperLedger LedgerOf(string account) => account == AccountNames.Main ? main : new RedisPaperLedger(server, account);
}
