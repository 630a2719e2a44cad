const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Words of medicine, therapy and sport that general dictionaries lack. Small letters; plurals are understood. */
export const OWN_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(`
    doi pmid abductor adductor achilles acromioclavicular acromion analgesia analgesic anterolateral anteroposterior arthritic
    arthroplasty arthroscopic arthroscopy articular autoimmune ballistic biomechanical biomechanics biopsychosocial
    bodyweight brachial bursitis calcaneal calcaneus calisthenics capsulitis cardio carpal cauda cervicogenic
    chiropractic chiropractor chondral clamshell cobra coccyx collateral comorbidity concentric contracture
    contraindicate contraindicated contraindication cooldown corticosteroid costochondritis crepitus cruciate cryotherapy
    cubital deadlift debridement deconditioned deconditioning degenerative deload deltoid dermatome dislocate
    dorsiflexion dorsiflexor dosage dumbbell dynamometer dysfunction dysplasia eccentric edema effusion elastic
    electromyography electrotherapy endplate epicondyle epicondylitis epidural equina ergonomic ergonomics erector
    eversion exerciser extensor facet fascia fascial fasciitis fasciotomy femoral femur fibula fibromyalgia flexor
    flareup footstrike footwear forefoot fusiform gait gastrocnemius glenohumeral glute gluteal gluteus goniometer
    halluces hallux hamstring handout heatpack hematoma herniate herniated herniation hydrotherapy hyperextension
    hyperlordosis hypermobile hypermobility hypertrophy hypertonic ibuprofen iliac iliopsoas iliotibial impingement
    inflexible infraspinatus intermittent interosseous intervertebral intervertebral intramuscular inversion
    isokinetic isometric isotonic jog jogger kettlebell kinesiology kinesiophobia kinetic kyphosis kyphotic labral
    labrum latissimus lateral leg ligamentous lordosis lordotic lumbago lumbar lumbopelvic lumbosacral malalignment
    malleolus massager meniscal meniscus metatarsal metatarsalgia microtear midfoot midsole mindfulness mobilisation
    mobilise mobilization mobilize motoric multifidus musculature musculoskeletal musculotendinous myalgia myelopathy
    myofascial naproxen neural neuritis neurodynamic neurogenic neurologic neurological neuromuscular neuropathic
    neuropathy nociceptive nociplastic nonoperative nonsteroidal nonsurgical obliques olecranon orthopaedic orthopedic
    orthosis orthotic ossification osteoarthritic osteoarthritis osteomyelitis osteopath osteopathic osteopathy
    osteopenia osteophyte osteoporosis osteoporotic overhead overload overpronate overpronation overstretch
    overstretched overstride overstriding overtrain overtraining overuse paracetamol paraesthesia paraspinal paresthesia
    patella patellar patellofemoral pectoralis pelvic pelvis periarticular perineal periosteum peroneal physio
    physiotherapist physiotherapy pilates piriformis plantar plantarflexion plyometric plyometrics podiatrist podiatry
    polymyalgia popliteal postop postoperative postural prehab prehabilitation preoperative presacral pronate pronated
    pronation pronator proprioception proprioceptive prosthesis psoas quad quadratus quadriceps radicular radiculopathy
    radiograph rehab rehabilitate rehabilitation rep restorative reinjure reinjury retinaculum rheumatic rheumatoid
    rheumatologist rhomboid rotator runner runnable sacral sacroiliac sacrum sarcopenia scapula scapular sciatic sciatica
    scoliosis sedentary semimembranosus semitendinosus serratus shin shockwave skeletal sleeper soleus spasticity
    spinous splint spondylitis spondylolisthesis spondylolysis spondylosis sportsperson stenosis sternum steroidal
    stiffen stretchy subacromial subacute sublux subluxation subscapularis supinate supination supraspinatus suture
    synovial synovitis taping tarsal tendinitis tendinopathy tendinosis tendonitis tens tensor teres thoracic thoracolumbar
    tibia tibial tibialis tinnitus toe torticollis trabecular traction transversus trapezius traumatic treadmill triathlete
    triathlon triceps trochanter trochanteric turf ulnar ultrasound undertrain unilateral upslope valgus varus vastus
    vertebra vertebrae vertebral vestibular viscoelastic warmup weightbearing whiplash widespread workout wellbeing
    cooldown backache plank crunch situp pushup pullup burpee squatting lunge lunging stepup rollout foam roller
    ultramarathon marathoner hillwork fartlek cadence racewalk ergometer kneecap shinbone collarbone breastbone
    tailbone hipbone telehealth online website email handout webpage app smartphone wearable multifactorial personalized
    personalised apta ifompt jospt outpatient inpatient
  `),
  es: words(`
    abductor aductor analgésico artroplastia artroscopia biomecánica bursitis cervicalgia ciática cifosis
    condropatía contractura cuádriceps deambulación dorsalgia dorsiflexión electroterapia epicondilitis ergonomía
    escápula escoliosis espondilolistesis espondilosis estiramiento estenosis fascia fascitis fibromialgia fisioterapeuta
    fisioterapia fisio gemelos glúteo hernia hidroterapia hiperlaxitud hombros ibuprofeno iliotibial intervertebral isometría
    isométrico isquiotibial isquiotibiales kinesiología kinesiotaping ligamentoso lordosis lumbago lumbalgia lumbar manguito
    meniscopatía menisco miofascial movilización musculoesquelético neuropatía osteoartritis osteomielitis osteópata
    osteoporosis paracetamol patelofemoral pélvico pilates piramidal plantar pliometría pliométrico podólogo postoperatorio
    preoperatorio pronación propiocepción prótesis psoas radiculopatía rehabilitación rehabilitador rotuliano rótula sacroilíaco
    sacro sóleo supinación supraespinoso tendinitis tendinopatía tobillera trapecio tríceps vertebral autocuidado sentadilla
    sentadillas plancha zancada zancadas mancuerna elíptica web correo online
  `),
};
