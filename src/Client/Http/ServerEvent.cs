using System.Text.Json;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Http;

/// <summary>Something that the service pushed.</summary>
/// <param name="Id">Sequence number; 0 when none was told.</param>
/// <param name="Kind">One of <see cref="EventKinds"/>.</param>
/// <param name="Data">The matching view.</param>
internal sealed record ServerEvent(long Id, string Kind, JsonElement Data)
{
    /// <summary>The view that it carries. Throws <see cref="ConsoleFailure"/> when it carries something else.</summary>
    public T Read<T>()
    {
        try
        {
            return Data.Deserialize<T>(ClientJson.Options) ?? throw new JsonException("found null");
        }
        catch (JsonException error)
        {
            throw new ConsoleFailure(ConsoleExit.Failed, $"event {Id} '{Kind}': expected {typeof(T).Name}: {error.Message}", error);
        }
    }
}
