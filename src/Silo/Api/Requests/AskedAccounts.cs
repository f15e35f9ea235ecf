using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Requests;

/// <summary>The accounts that a question is about: the one that it names, or all.</summary>
/// <param name="names">Their names.</param>
/// <param name="grains">Their executors.</param>
internal sealed class AskedAccounts(IReadOnlyList<string> names, IGrainAccess grains)
{
    private const string Field = "account";

    /// <summary>Their names, in the order in which entries are offered to them.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Reads the parameter; all accounts when it is left out.</summary>
    public static AskedAccounts Read(Inputs inputs, string? text, IGrainAccess grains)
    {
        var known = grains.Accounts;
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Equals(AccountNames.All, StringComparison.OrdinalIgnoreCase))
        {
            return new(known, grains);
        }

        var name = text.Trim().ToLowerInvariant();
        if (!known.Contains(name))
        {
            var nearest = NearestName.Of(name, known) is { } near ? $"the nearest is {near}" : $"send one of {string.Join(", ", known)}";
            inputs.Refuse(Field, text, $"there is no such account; {nearest}");
        }

        return new([name], grains);
    }

    /// <summary>As <see cref="Read"/>; with several accounts one has to be said, or all.</summary>
    public static AskedAccounts ReadSaid(Inputs inputs, string? text, IGrainAccess grains)
    {
        if (string.IsNullOrWhiteSpace(text) && grains.Accounts.Count > 1)
        {
            inputs.Refuse(Field, text, $"say which: {string.Join(", ", grains.Accounts)}, or {AccountNames.All}");
        }

        return Read(inputs, text, grains);
    }

    /// <summary>Asks the executor of each, side by side; the answers in their order.</summary>
    public Task<T[]> AskAsync<T>(Func<IExecutorGrain, Task<T>> ask) => Task.WhenAll(names.Select(name => ask(grains.ExecutorOf(name))));
}
