using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>Books of paper accounts: those of main in tables of their own, as ever, those of further accounts among the small texts by name.</summary>
internal sealed class SqlitePaperLedgers(SqliteDatabase database, IPaperLedger main) : IPaperLedgers
{
    /// <inheritdoc/>
    public IPaperLedger LedgerOf(string account) => account == AccountNames.Main ? main : new SqliteAccountLedger(database, account);
}
