using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.OpenInterest;

namespace SqueezeFlow.Grains.Tests.OpenInterest;

/// <summary>A coin that keeps what it is told.</summary>
internal sealed class ListeningCoin : IOpenInterestGrain
{
    public List<OpenInterestAnswer> Answers { get; } = [];

    public double? Price { get; set; }

    public Task EnsureAsync() => Task.CompletedTask;

    public Task AddAsync(OpenInterestAnswer answer)
    {
        Answers.Add(answer);
        return Task.CompletedTask;
    }

    public ValueTask<double?> GetPriceAsync() => new(Price);

    public ValueTask<double?> GetChangePercentAsync(long atUnixMs) => throw new NotSupportedException();

    public ValueTask<OpenInterestView> GetViewAsync() => throw new NotSupportedException();
}
