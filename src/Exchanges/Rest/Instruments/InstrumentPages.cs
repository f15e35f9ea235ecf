using System.Collections.Concurrent;
using System.Security.Cryptography;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest.Instruments;

/// <summary>
/// Asks for the pages of a list. A list is asked for every minute and hardly ever changes: a page that the venue calls unchanged, or whose bytes are,
/// is not read again, and a list with the same instruments is the same object. Safe for concurrent use.
/// </summary>
internal sealed class InstrumentPages(IExchangeAdapter adapter, RestLink link)
{
    private const int MostPages = 200;

    private readonly ConcurrentDictionary<RestCall, KnownPage> _known = [];
    private readonly ConcurrentDictionary<RestCall, IReadOnlyList<Instrument>> _lists = [];

    /// <summary>Asks for a list from its first page on.</summary>
    /// <returns>The instruments, and the bodies of all pages when something in them is new; null when nothing is.</returns>
    /// <exception cref="HttpRequestException">The list cannot be had, or is none.</exception>
    public async Task<(IReadOnlyList<Instrument> Instruments, IReadOnlyList<byte[]>? NewPages)> FetchAsync(RestCall first, CancellationToken cancellationToken)
    {
        var instruments = new List<Instrument>();
        var bodies = new List<byte[]>();
        var asked = new HashSet<RestCall>();
        var isSame = true;
        for (RestCall? next = first; next is { } call && asked.Add(call);)
        {
            if (asked.Count > MostPages)
            {
                throw link.Broken(call, $"expected a list of at most {MostPages} pages, found more");
            }

            var known = _known.GetValueOrDefault(call);

            // The bodies of all pages are kept together: only a list of one page can do without.
            var isAlone = asked.Count == 1 && known is { Next: null };
            var (body, tag) = await link.FetchIfChangedAsync(call, RestPriority.Markets, isAlone ? known?.Tag : null, cancellationToken).ConfigureAwait(false);
            var page = body is null || (known is not null && SHA256.HashData(body).AsSpan().SequenceEqual(known.Hash)) ? known! : Read(call, body, tag);
            isSame &= known is not null && (page == known || page.Instruments.SequenceEqual(known.Instruments));
            _known[call] = page;
            instruments.AddRange(page.Instruments);
            bodies.Add(body ?? []);
            next = page.Next;
        }

        if (isSame && _lists.TryGetValue(first, out var list) && list.Count == instruments.Count)
        {
            return (list, null);
        }

        _lists[first] = instruments;
        return (instruments, bodies);
    }

    private KnownPage Read(RestCall call, byte[] body, string? tag)
    {
        var instruments = new List<Instrument>();
        if (!link.Read(call, () => adapter.TryReadInstruments(body, instruments)))
        {
            throw link.Broken(call, $"expected a list of instruments, found {RestJson.Excerpt(body)}");
        }

        return new(SHA256.HashData(body), tag, instruments, link.Read(call, () => (adapter as INextPage)?.NextInstruments(call, body)));
    }
}
