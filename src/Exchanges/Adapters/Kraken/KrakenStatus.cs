using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Kraken;

/// <summary>
/// What Kraken's spot stream says of itself: <c>online</c> at the beginning of a connection, <c>maintenance</c> before it takes its servers
/// away. A connection that begins during maintenance is not asked to end.
/// </summary>
internal static class KrakenStatus
{
    /// <summary>Reads <c>data</c> of the status channel of the second version: <c>[{"system":"online",…}]</c>.</summary>
    public static void ReadAll(Utf8JsonReader list, FeedSession session)
    {
        if (list.TokenType != JsonTokenType.PropertyName || !list.TryEnterArray())
        {
            return;
        }

        while (list.TryEnterNextObject())
        {
            while (list.TryReadProperty())
            {
                if (list.NameIs("system"u8))
                {
                    Observe(list.ReadText(), session);
                }
                else
                {
                    list.Skip();
                }
            }
        }
    }

    /// <summary>Takes the state; one that turns to maintenance announces the end of the connection.</summary>
    public static void Observe(ReadOnlySpan<byte> state, FeedSession session)
    {
        var told = Encoding.UTF8.GetString(state);
        if (told == "maintenance" && session.VenueState is not (null or "maintenance"))
        {
            session.Answers.Reconnect("the venue announces its maintenance");
        }

        session.VenueState = told;
    }
}
