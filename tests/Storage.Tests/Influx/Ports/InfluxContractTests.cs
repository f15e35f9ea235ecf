using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Tests.Contract;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

public sealed class InfluxBarContractTests(SharedInflux shared) : BarStoreContract
{
    private protected override async Task<IContractStore> OpenAsync() => await InfluxBench.OpenAsync(shared);
}

public sealed class InfluxCollectorBarContractTests(SharedInflux shared) : BarStoreContract
{
    private protected override async Task<IContractStore> OpenAsync() => await InfluxBench.OpenAsync(shared, InfluxLayout.Collector);
}

public sealed class InfluxOpenInterestContractTests(SharedInflux shared) : OpenInterestStoreContract
{
    private protected override async Task<IContractStore> OpenAsync() => await InfluxBench.OpenAsync(shared);
}
