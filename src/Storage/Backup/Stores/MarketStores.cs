using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Storage.Backup.Stores;

/// <summary>A store of what markets did that is reached through its ports, as a database of its own is; everything else is in the local store.</summary>
/// <param name="Name">Its name in manifests, e.g. <c>influxdb</c>.</param>
/// <param name="Bars">Bars, ledger and gaps.</param>
/// <param name="OpenInterest">Takes open interest.</param>
/// <param name="Archive">Gives open interest of all coins.</param>
public sealed record MarketStores(string Name, IBarStore Bars, IOpenInterestStore OpenInterest, IOpenInterestArchive Archive);
