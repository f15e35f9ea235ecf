using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>
/// The addresses of a venue after the configuration had its say. When any address is overridden, the endpoints without an
/// override are off and never dialled: a simulator must not be mixed with the real venue.
/// </summary>
public sealed class ExchangeAddresses
{
    private readonly Dictionary<string, Uri> _streams = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Uri> _rests = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Resolves the addresses of a venue.</summary>
    /// <exception cref="UriFormatException">An override is not an absolute address; options are checked at start, so this is a bug there.</exception>
    public ExchangeAddresses(ExchangeDescriptor descriptor, ExchangeSettings settings)
    {
        for (var i = 0; i < descriptor.Endpoints.Count; i++)
        {
            var endpoint = descriptor.Endpoints[i];
            Resolve(_streams, endpoint.Name, endpoint.Address, i == 0 ? settings.Stream : null, settings.Streams, settings);
        }

        for (var i = 0; i < descriptor.Rests.Count; i++)
        {
            var rest = descriptor.Rests[i];
            Resolve(_rests, rest.Name, rest.Address, i == 0 ? settings.Rest : null, settings.Rests, settings);
        }
    }

    /// <summary>WebSocket addresses that may be dialled, by endpoint name.</summary>
    public IReadOnlyDictionary<string, Uri> Streams => _streams;

    /// <summary>REST bases that may be asked, by endpoint name.</summary>
    public IReadOnlyDictionary<string, Uri> Rests => _rests;

    private static void Resolve(
        Dictionary<string, Uri> resolved,
        string name,
        Uri own,
        string? mainOverride,
        Dictionary<string, string> named,
        ExchangeSettings settings)
    {
        var text = mainOverride ?? named.GetValueOrDefault(name);
        if (text is not null)
        {
            resolved[name] = new(text, UriKind.Absolute);
        }
        else if (!settings.OverridesAddresses)
        {
            resolved[name] = own;
        }
    }
}
